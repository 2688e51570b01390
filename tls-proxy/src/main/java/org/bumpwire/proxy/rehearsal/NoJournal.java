package org.bumpwire.proxy.rehearsal;

import java.util.List;
import java.util.function.Consumer;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;

/** Flows that nobody made are nobody's to read about. */
final class NoJournal implements Journal {
    @Override
    public boolean append(JournalRecord record) {
        return true;
    }

    @Override
    public void appendDurably(JournalRecord record) {
        // Nothing is kept.
    }

    @Override
    public List<JournalEntry> query(JournalQuery query) {
        return List.of();
    }

    @Override
    public Following follow(JournalName journal, Consumer<JournalEntry> listener) {
        return () -> {};
    }

    @Override
    public void clear(JournalName journal) {
        // Nothing was kept.
    }

    @Override
    public void retain(Retention retention) {
        // Nothing is kept.
    }

    @Override
    public long appended() {
        return 0;
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
