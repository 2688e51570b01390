package org.bumpwire.journal.chronicle;

import java.time.Instant;

/** The unit of time in records: nanoseconds since 1970. */
final class Nanoseconds {
    static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private Nanoseconds() {}
}
