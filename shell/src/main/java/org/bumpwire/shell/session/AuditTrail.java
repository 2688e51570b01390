package org.bumpwire.shell.session;

import java.time.Clock;
import java.time.Instant;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who typed what and what became of it. */
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final Journal journal;
    private final Clock clock;

    AuditTrail(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Keeps one line, accepted or refused.
     *
     * @param command without secrets
     * @param durable whether the record must be on disk before the operator reads the answer
     * @return whether the record was kept
     */
    boolean record(
            ShellSession session, String context, String command, boolean accepted, String result, boolean durable) {
        AuditRecord record = new AuditRecord(
                now(),
                session.operator().user(),
                session.operator().address(),
                session.id(),
                context,
                command,
                accepted,
                result);
        try {
            if (durable) {
                journal.appendDurably(record);
                return true;
            }
            return journal.append(record);
        } catch (RuntimeException e) {
            LOG.error("Audit record of session {} was not written", session.id(), e);
            return false;
        }
    }

    /** Somebody sat down where nobody logs in. */
    void began(ShellSession session) {
        boolean unused = record(session, "", "login", true, "At the device", false);
    }

    /** A session ended, perhaps with changes that nobody committed. */
    void ended(ShellSession session, String context, String result) {
        boolean unused = record(session, context, "(session ended)", true, result, false);
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
