package org.bumpwire.config.store;

import java.time.Duration;
import org.bumpwire.config.file.Claim;

/**
 * How a candidate is to be committed.
 *
 * @param label a name for the revision; empty for none
 * @param within the time in which somebody must confirm the commit, or else it is rolled back; zero to confirm it at once,
 *     together with what waited to be confirmed
 * @param claim who may confirm it then
 * @param byHand whether it is an operator's commit, and no other command that changes the configuration on its way
 */
public record CommitRequest(String comment, String label, Duration within, Claim claim, boolean byHand) {
    /** One that anybody may confirm where it waits for that. */
    public CommitRequest(String comment, String label, Duration within, boolean byHand) {
        this(comment, label, within, Claim.ANYBODY, byHand);
    }

    public static CommitRequest plain(String comment) {
        return new CommitRequest(comment, "", Duration.ZERO, true);
    }

    /** A commit that confirms nothing but itself. */
    public static CommitRequest aside(String comment) {
        return new CommitRequest(comment, "", Duration.ZERO, false);
    }

    boolean waitsForConfirmation() {
        return !within.isZero();
    }
}
