package org.bumpwire.shell.ssh;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;

/** A journal in memory. */
final class RecordingJournal implements Journal {
    final List<JournalRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public boolean append(JournalRecord record) {
        return records.add(record);
    }

    @Override
    public void appendDurably(JournalRecord record) {
        records.add(record);
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
        records.removeIf(record -> record.journal() == journal);
    }

    @Override
    public void retain(Retention retention) {
        // Memory forgets by itself.
    }

    @Override
    public long appended() {
        return records.size();
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** The outcomes of logins, in order. */
    List<String> logins() {
        return records.stream()
                .map(JournalRecord::fields)
                .filter(fields -> "login".equals(fields.get("command")))
                .map(fields -> fields.get("user") + " " + fields.get("outcome"))
                .toList();
    }
}
