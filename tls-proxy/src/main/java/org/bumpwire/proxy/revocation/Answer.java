package org.bumpwire.proxy.revocation;

import java.time.Duration;
import java.time.Instant;

/**
 * What one source says of a certificate.
 *
 * @param sentence why it cannot tell, or when the certificate was revoked; empty where it is good
 * @param until when somebody should be asked again
 */
record Answer(Kind kind, String sentence, Instant until) implements Dated {
    /** However long an answer may be used, the sources are asked again after this. */
    static final Duration KEPT_AT_MOST = Duration.ofHours(1);

    /** After a failure, sessions are not held up by the next attempt for this long. */
    static final Duration UNKNOWN_KEPT = Duration.ofMinutes(1);

    /** As counters and operators see it. */
    enum Kind {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    static Answer good(Instant now, Instant nextUpdate) {
        return new Answer(Kind.GOOD, "", earlier(now.plus(KEPT_AT_MOST), nextUpdate));
    }

    static Answer revoked(String sentence, Instant now, Instant nextUpdate) {
        return new Answer(Kind.REVOKED, sentence, earlier(now.plus(KEPT_AT_MOST), nextUpdate));
    }

    static Answer unknown(String sentence, Instant now) {
        return new Answer(Kind.UNKNOWN, sentence, now.plus(UNKNOWN_KEPT));
    }

    boolean conclusive() {
        return kind != Kind.UNKNOWN;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
