package org.bumpwire.journal;

import java.util.Map;

/** Something that the device keeps on disk; immutable, so that another thread can write it. */
public sealed interface JournalRecord permits SslInspectionRecord, SystemRecord, AuditRecord, IpsRecord {
    JournalName journal();

    /** When it happened, in nanoseconds since 1970-01-01T00:00Z. */
    long timeNanos();

    /**
     * The fields in the order in which they are shown, under the names by which {@code show log … where} finds them;
     * an absent value is left out. Called on the journal's writer thread.
     */
    Map<String, String> fields();
}
