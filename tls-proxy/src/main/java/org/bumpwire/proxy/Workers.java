package org.bumpwire.proxy;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what would hold an event loop up: judging and signing certificates. */
final class Workers {
    /** Tasks that wait at most; what comes beyond is refused, and its flow fails. */
    static final int MAX_WAITING = 4096;

    private Workers() {}

    static ThreadPoolExecutor start(int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                new DefaultThreadFactory("bumpwire-work", true));
    }
}
