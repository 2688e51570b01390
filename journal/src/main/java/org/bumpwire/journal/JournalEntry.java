package org.bumpwire.journal;

import java.util.Map;

/**
 * A record as it was read back from disk.
 *
 * @param sequence position in its journal; grows with time
 */
public record JournalEntry(JournalName journal, long sequence, long timeNanos, Map<String, String> fields) {}
