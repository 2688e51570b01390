package org.bumpwire.journal.chronicle;

import java.util.Map;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;

/**
 * A record as its bytes tell it.
 *
 * @param timeNanos when it happened
 * @param writtenNanos when it was written, never before; grows along the queue, which {@code timeNanos} need not
 */
record StoredRecord(long timeNanos, long writtenNanos, Map<String, String> fields) {
    /** Whether a query wants it. */
    boolean matches(JournalQuery query) {
        return timeNanos >= query.sinceNanos()
                && fields.entrySet().containsAll(query.where().entrySet());
    }

    JournalEntry entry(JournalName journal, long sequence) {
        return new JournalEntry(journal, sequence, timeNanos, fields);
    }
}
