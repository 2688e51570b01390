package org.bumpwire.shell.boot;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.LogSettings;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;

/** Writes down what happens to the device itself, and keeps the journals as large as the configuration says. */
final class SystemJournal implements ConfigSubscriber {
    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    private final Journal journal;
    private final Clock clock;
    private final List<SystemRecord> heldBack = new ArrayList<>();
    private boolean holdsBack = true;
    private long lastRevision;

    SystemJournal(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void note(Severity severity, String component, String message) {
        Instant now = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        SystemRecord record = new SystemRecord(nanos, severity, component, message);
        synchronized (heldBack) {
            if (holdsBack) {
                heldBack.add(record);
                return;
            }
        }
        journal.append(record);
    }

    /** Writes from here on. Until then nothing is written, for the journal's first record costs a start half a second. */
    void release() {
        synchronized (heldBack) {
            holdsBack = false;
            heldBack.forEach(journal::append);
            heldBack.clear();
        }
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        return new PreparedChange() {
            @Override
            public void apply() {
                LogSettings log = next.log();
                journal.retain(new Journal.Retention((long) log.maxMegabytes() * BYTES_PER_MEGABYTE, log.maxDays()));
                if (next.revision() != lastRevision) {
                    lastRevision = next.revision();
                    note(Severity.NOTICE, "config", "Configuration revision %d runs".formatted(lastRevision));
                }
            }

            @Override
            public void discard() {
                // Nothing was prepared.
            }
        };
    }
}
