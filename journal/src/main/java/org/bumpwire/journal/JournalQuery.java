package org.bumpwire.journal;

import java.util.Map;

/**
 * Which entries of one journal are wanted: the newest {@code last} of those that are not older than {@code sinceNanos}
 * and whose fields equal every entry of {@code where}; they are answered oldest first.
 *
 * @param sinceNanos nanoseconds since 1970; 0 for no bound
 */
public record JournalQuery(JournalName journal, int last, long sinceNanos, Map<String, String> where) {
    public JournalQuery {
        if (last < 1) {
            throw new IllegalArgumentException("A query must ask for at least 1 entry, not %d".formatted(last));
        }
        where = Map.copyOf(where);
    }
}
