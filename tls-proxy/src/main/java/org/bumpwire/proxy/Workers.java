package org.bumpwire.proxy;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what would hold an event loop up: judging and signing certificates.
 *
 * <p>What a worker gives out itself, it does at once: the chain that it has read it also judges.
 */
final class Workers extends ThreadPoolExecutor {
    /** Tasks that wait at most; what comes beyond is refused, and its flow fails. */
    static final int MAX_WAITING = 4096;

    private static final long IDLE_SECONDS = 60;

    private static final AtomicInteger STARTED = new AtomicInteger();

    private Workers(int threads) {
        super(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> new Worker(task, "bumpwire-work-" + STARTED.incrementAndGet()));
        allowCoreThreadTimeOut(true);
    }

    /** More threads than cores, so that the RSA keys that are made after a commit keep no certificate waiting. */
    static Workers start() {
        return new Workers(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() instanceof Worker) {
            task.run();
        } else {
            super.execute(task);
        }
    }

    private static final class Worker extends FastThreadLocalThread {
        Worker(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
