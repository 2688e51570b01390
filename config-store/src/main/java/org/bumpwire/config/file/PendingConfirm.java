package org.bumpwire.config.file;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Revisions that hold only if somebody confirms them in time, and what runs again if nobody does.
 *
 * @param deadline when they are rolled back
 * @param within how long that was when it was asked for, which bounds the wait where the clock was set back
 * @param claim who may confirm them
 * @param unconfirmed the last ones, oldest first; of the newest a crash may have left nothing
 * @param back the revision before them
 */
public record PendingConfirm(
        Instant deadline, Duration within, Claim claim, List<Revision> unconfirmed, RevisionFolder.Saved back) {
    private static final int MOST_REVISIONS = 2;

    public PendingConfirm {
        unconfirmed = List.copyOf(unconfirmed);
    }

    /** The same for one revision more, with a new deadline and claim. */
    public PendingConfirm and(Revision next, Instant newDeadline, Duration newWithin, Claim newClaim) {
        List<Revision> longer = new ArrayList<>(unconfirmed);
        longer.add(next);
        int first = Math.max(0, longer.size() - MOST_REVISIONS);
        return new PendingConfirm(newDeadline, newWithin, newClaim, longer.subList(first, longer.size()), back);
    }

    /** The same with a new deadline and claim. */
    public PendingConfirm until(Instant newDeadline, Duration newWithin, Claim newClaim) {
        return new PendingConfirm(newDeadline, newWithin, newClaim, unconfirmed, back);
    }

    /** The time that is left; zero where it is over. */
    public Duration left(Instant now) {
        Duration left = Duration.between(now, deadline);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(within) > 0 ? within : left;
    }
}
