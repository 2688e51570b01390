package org.bumpwire.shell.session;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;

/** A journal in memory. */
public final class KeptRecords implements Journal {
    public final List<JournalRecord> records = new CopyOnWriteArrayList<>();
    public final List<JournalRecord> durable = new CopyOnWriteArrayList<>();
    private final Map<Consumer<JournalEntry>, JournalName> followers = new ConcurrentHashMap<>();

    @Override
    public boolean append(JournalRecord record) {
        records.add(record);
        followers.forEach((listener, journal) -> {
            if (journal == record.journal()) {
                listener.accept(entry(record));
            }
        });
        return true;
    }

    @Override
    public void appendDurably(JournalRecord record) {
        durable.add(record);
        append(record);
    }

    @Override
    public List<JournalEntry> query(JournalQuery query) {
        List<JournalEntry> found = records.stream()
                .filter(r -> r.journal() == query.journal() && r.timeNanos() >= query.sinceNanos())
                .map(this::entry)
                .filter(e -> query.where().entrySet().stream()
                        .allMatch(w -> Objects.equals(e.fields().get(w.getKey()), w.getValue())))
                .toList();
        return found.subList(Math.max(0, found.size() - query.last()), found.size());
    }

    @Override
    public Following follow(JournalName journal, Consumer<JournalEntry> listener) {
        followers.put(listener, journal);
        return () -> followers.remove(listener);
    }

    @Override
    public void clear(JournalName journal) {
        records.removeIf(r -> r.journal() == journal);
    }

    @Override
    public void retain(Retention retention) {}

    @Override
    public long appended() {
        return records.size();
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() {}

    public boolean isFollowed() {
        return !followers.isEmpty();
    }

    /** The last line of the audit log. */
    public AuditRecord lastAudit() {
        return audit().get(audit().size() - 1);
    }

    public List<AuditRecord> audit() {
        return records.stream()
                .filter(AuditRecord.class::isInstance)
                .map(AuditRecord.class::cast)
                .toList();
    }

    private JournalEntry entry(JournalRecord record) {
        return new JournalEntry(record.journal(), records.indexOf(record), record.timeNanos(), record.fields());
    }
}
