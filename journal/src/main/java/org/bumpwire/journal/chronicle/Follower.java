package org.bumpwire.journal.chronicle;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each new entry of one queue to one listener.
 *
 * <p>It reads the disk with a position of its own, so a slow listener holds up nobody and needs no memory.
 */
final class Follower implements Journal.Following {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int AT_A_TIME = 256;
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final JournalQueue queue;
    private final Consumer<JournalEntry> listener;
    private final Consumer<Follower> whenClosed;
    private final Thread thread = new Thread(this::followUntilClosed, "journal-follower");
    private final Semaphore news = new Semaphore(0);
    private long seen;
    private volatile boolean closed;

    /** Begins behind the newest entry. */
    Follower(JournalQueue queue, Consumer<JournalEntry> listener, Consumer<Follower> whenClosed) {
        this.queue = queue;
        this.listener = listener;
        this.whenClosed = whenClosed;
        this.seen = queue.lastSequence();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        news.release();
    }

    @Override
    public void close() {
        closed = true;
        whenClosed.accept(this);
        news.release();
    }

    private void followUntilClosed() {
        while (awaitNews()) {
            List<JournalEntry> entries = queue.after(seen, AT_A_TIME);
            while (!entries.isEmpty() && !closed) {
                hand(entries);
                entries = queue.after(seen, AT_A_TIME);
            }
        }
    }

    private void hand(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (closed) {
                return;
            }
            seen = entry.sequence();
            try {
                listener.accept(entry);
            } catch (RuntimeException e) {
                LOG.warn(
                        "A listener to journal '{}' failed and is let go",
                        entry.journal().operatorName(),
                        e);
                close();
            }
        }
    }

    private boolean awaitNews() {
        try {
            if (!closed && news.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            close();
        }
        return !closed;
    }
}
