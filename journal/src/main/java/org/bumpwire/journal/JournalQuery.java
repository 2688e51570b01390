package org.bumpwire.journal;

import java.util.Map;

/**
 * Which entries of one journal are wanted: the newest {@code last} of those that are not older than {@code sinceNanos}
 * and whose fields equal every entry of {@code where}; they are answered oldest first.
 *
 * @param sinceNanos nanoseconds since 1970; 0 for no bound
 */
public record JournalQuery(JournalName journal, int last, long sinceNanos, Map<String, String> where) {
    /** The answer is held in memory, so it has a bound. */
    public static final int MAX_LAST = 100_000;

    public JournalQuery {
        if (last < 1 || last > MAX_LAST) {
            throw new IllegalArgumentException(
                    "A query must ask for 1 to %d entries, not %d".formatted(MAX_LAST, last));
        }
        where = Map.copyOf(where);
    }
}
