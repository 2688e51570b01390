package org.bumpwire.journal;

import java.util.List;
import java.util.function.Consumer;

/** The device's memory on disk; every method is safe for any thread. */
public interface Journal extends AutoCloseable {
    /**
     * Hands a record to the writer thread and returns at once; the only method that an event loop may call.
     *
     * @return false when the bounded queue was full and the record was dropped and counted
     */
    boolean append(JournalRecord record);

    /**
     * Writes a record and returns when a killed process would no longer lose it; waits for the disk. A record that the
     * disk refuses is counted as dropped and told like any other.
     */
    void appendDurably(JournalRecord record);

    /**
     * Reads from disk; not for an event loop. Includes everything appended before the call. An interrupted caller gets
     * an empty answer and stays interrupted.
     */
    List<JournalEntry> query(JournalQuery query);

    /** Hands each new entry of a journal to the listener, on a thread of the journal, until the answer is closed. */
    Following follow(JournalName journal, Consumer<JournalEntry> listener);

    /** Removes all records of a journal from disk. */
    void clear(JournalName journal);

    /** Bounds what each journal keeps: soon, and from then on, whole files are removed, the oldest first. */
    void retain(Retention retention);

    /** Records written since the start. */
    long appended();

    /** Records lost since the start because the queue was full or the disk refused them. */
    long dropped();

    /** Writes what is queued, then lets go of the files. */
    @Override
    void close();

    /** A listener's subscription. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** How much each journal keeps. */
    record Retention(long maxBytesPerJournal, int maxDays) {}
}
