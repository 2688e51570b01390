package org.bumpwire.proxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.journal.SystemRecord;

/** Keeps records in memory, for tests to look at. */
final class RecordingJournal implements Journal {
    private final List<JournalRecord> records = new CopyOnWriteArrayList<>();

    List<SslInspectionRecord> sessions() {
        return all(SslInspectionRecord.class);
    }

    List<SystemRecord> system() {
        return all(SystemRecord.class);
    }

    private <R extends JournalRecord> List<R> all(Class<R> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

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
        records.removeIf(r -> r.journal() == journal);
    }

    @Override
    public void retain(Retention retention) {
        // Memory is enough for a test.
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
        // There is no file.
    }
}
