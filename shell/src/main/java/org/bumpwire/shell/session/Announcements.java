package org.bumpwire.shell.session;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What one operator is still to be told. Nobody waits for a terminal that takes nothing; of what piles up for it the oldest
 * is dropped.
 */
final class Announcements implements AutoCloseable {
    private static final int MOST_WAITING = 16;

    private final Screen screen;
    private final ThreadPoolExecutor teller;

    Announcements(Screen screen) {
        this.screen = screen;
        this.teller = new ThreadPoolExecutor(
                0,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Announcements::daemon,
                new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    void tell(String sentence) {
        teller.execute(() -> screen.announce(sentence));
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "shell-announce");
        thread.setDaemon(true);
        return thread;
    }
}
