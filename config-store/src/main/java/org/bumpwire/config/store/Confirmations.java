package org.bumpwire.config.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.file.Claim;
import org.bumpwire.config.file.PendingConfirm;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit that holds for some time only unless somebody confirms it, on disk and with its timer.
 *
 * <p>Called by who holds the store's lock, but for {@link #open}. In one run of the device the time is measured, so that
 * setting the clock changes nothing; over a restart the clock tells it.
 */
final class Confirmations implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Confirmations.class);

    private final RevisionFolder folder;
    private final Clock clock;
    private final Runnable overdue;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Confirmations::daemon);
    private volatile @Nullable Open open;
    private @Nullable Future<?> alarm;
    private boolean stale;

    /** @param overdue run on a thread of its own when the time is over */
    Confirmations(RevisionFolder folder, Clock clock, Runnable overdue) {
        this.folder = folder;
        this.clock = clock;
        this.overdue = overdue;
        timer.setRemoveOnCancelPolicy(true);
    }

    private record Open(PendingConfirm pending, Revision revision, long endNanos) {
        Duration left() {
            return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
        }
    }

    /** What waits to be confirmed; from any thread. */
    Optional<Unconfirmed> open() {
        Open now = open;
        return Optional.ofNullable(now)
                .map(o -> new Unconfirmed(o.revision, o.pending.back().revision(), o.left(), o.pending.claim()));
    }

    boolean isOpen() {
        return open != null;
    }

    /** What runs again if nobody confirms. */
    Optional<RevisionFolder.Saved> back() {
        return Optional.ofNullable(open).map(o -> o.pending.back());
    }

    /** Goes on after a restart. */
    void resume(PendingConfirm pending, Revision revision) {
        wait(pending, revision, pending.left(clock.instant()));
    }

    /**
     * Writes down that a revision, which is about to be written, has to be confirmed. A crash after that leaves what was
     * before, for the revision that it names is not there.
     */
    PendingConfirm announce(Revision next, RevisionFolder.Saved running, CommitRequest request) throws IOException {
        Duration within = request.within();
        Instant deadline = deadline(within);
        Open before = open;
        PendingConfirm pending = before == null
                ? new PendingConfirm(deadline, within, request.claim(), List.of(next), running)
                : before.pending.and(next, deadline, within, request.claim());
        folder.writePending(pending);
        return pending;
    }

    /** The revision that was announced is written: the time runs. */
    void begin(PendingConfirm pending, Revision revision) {
        wait(pending, revision, pending.within());
    }

    /** The revision that was announced could not be written. */
    void takeBack() {
        stale = true;
        try {
            tidy();
        } catch (IOException e) {
            log.warn("The announcement of a revision that does not exist stays on disk until the next commit", e);
        }
    }

    /** Makes sure that no other revision can be taken for one that was announced and not written. */
    void tidy() throws IOException {
        Open before = open;
        if (stale && before == null) {
            folder.clearPending();
        } else if (stale && before != null) {
            folder.writePending(before.pending);
        }
        stale = false;
    }

    /** Gives what waits more or less time; whoever claims nothing leaves it to who may confirm it. */
    void extend(CommitRequest request) throws IOException {
        Duration within = request.within();
        Open before = open;
        if (before != null) {
            Claim claim = request.claim().equals(Claim.ANYBODY) ? before.pending.claim() : request.claim();
            PendingConfirm pending = before.pending.until(deadline(within), within, claim);
            folder.writePending(pending);
            wait(pending, before.revision, within);
        }
    }

    /** It is confirmed, on disk too. */
    void confirm() throws IOException {
        folder.clearPending();
        forget();
    }

    /** A newer revision has taken its place, and so made what is on disk void. */
    void supersede() {
        try {
            folder.clearPending();
        } catch (IOException e) {
            log.warn("What was to be confirmed stays on disk, and counts for nothing beside a newer revision", e);
        }
        forget();
    }

    /** Tries again after a while. */
    void retryIn(Duration pause) {
        alarm = timer.schedule(overdue, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void wait(PendingConfirm pending, Revision revision, Duration left) {
        stopAlarm();
        open = new Open(pending, revision, System.nanoTime() + left.toNanos());
        alarm = timer.schedule(overdue, left.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget() {
        stopAlarm();
        open = null;
    }

    private void stopAlarm() {
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
        }
    }

    private Instant deadline(Duration within) {
        return clock.instant().plus(within).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "commit-confirm");
        thread.setDaemon(true);
        return thread;
    }
}
