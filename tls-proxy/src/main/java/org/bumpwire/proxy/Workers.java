package org.bumpwire.proxy;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what would hold an event loop up: judging and signing certificates. */
final class Workers {
    /** Tasks that wait at most; what comes beyond is refused, and its flow fails. */
    static final int MAX_WAITING = 4096;

    private static final long IDLE_SECONDS = 60;

    private Workers() {}

    /** More threads than cores, so that the RSA keys that are made after a commit keep no certificate waiting. */
    static ThreadPoolExecutor start() {
        int threads = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                new DefaultThreadFactory("bumpwire-work", true));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
