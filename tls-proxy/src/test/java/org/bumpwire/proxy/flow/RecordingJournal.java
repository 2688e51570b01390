package org.bumpwire.proxy.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;

/** A journal in memory that can be told to be full. */
public final class RecordingJournal implements Journal {
    private final List<JournalRecord> records = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile long dropped;

    public void full(boolean now) {
        full = now;
    }

    public List<JournalRecord> records() {
        return List.copyOf(records);
    }

    public <R extends JournalRecord> List<R> records(Class<R> type) {
        List<R> found = new ArrayList<>();
        records.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        return found;
    }

    @Override
    public boolean append(JournalRecord record) {
        if (full) {
            dropped = 1;
            return false;
        }
        records.add(record);
        return true;
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
        records.clear();
    }

    @Override
    public void retain(Retention retention) {}

    @Override
    public long appended() {
        return records.size();
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public void close() {}
}
