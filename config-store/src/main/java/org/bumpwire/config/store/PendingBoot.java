package org.bumpwire.config.store;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.file.Claim;
import org.bumpwire.config.file.DamagedFileException;
import org.bumpwire.config.file.PendingConfirm;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.file.RevisionFolder.Saved;

/** A start while a commit waits to be confirmed: it goes on waiting, or is rolled back if its time is over. */
record PendingBoot(RevisionFolder folder, PendingConfirm pending, Clock clock) {

    Boot boot() throws IOException {
        List<String> notes = new ArrayList<>();
        Revision newest = folder.revisions().get(0);
        if (pending.left(clock.instant()).isZero()) {
            return rolledBack(newest, "in time", notes);
        }
        if (pending.claim().equals(Claim.SESSION)) {
            return rolledBack(newest, "before its session ended", notes);
        }
        try {
            Saved running = new Saved(newest, folder.read(newest.id()));
            notes.add("Revision %d by %s still has to be confirmed: %d seconds are left (edit, then commit)"
                    .formatted(
                            newest.id(),
                            newest.user(),
                            pending.left(clock.instant()).toSeconds()));
            return new Boot(saved(notes), running, Optional.of(pending), notes);
        } catch (DamagedFileException e) {
            notes.add("The revision that was to be confirmed is damaged: " + e.getMessage());
            return rolledBack(newest, "in time", notes);
        }
    }

    private Boot rolledBack(Revision unconfirmed, String when, List<String> notes) throws IOException {
        Revision revision = rollback(folder.nextId(), unconfirmed, clock);
        folder.write(revision, pending.back().tree());
        folder.clearPending();
        notes.add(sentence(unconfirmed, when, pending.back().revision(), revision));
        return new Boot(saved(notes), new Saved(revision, pending.back().tree()), Optional.empty(), notes);
    }

    /** What a next start would boot from; where nothing is saved the revision that was not tried out. */
    private Saved saved(List<String> notes) throws IOException {
        try {
            return folder.saved().orElse(pending.back());
        } catch (DamagedFileException e) {
            notes.add("The saved configuration is damaged: " + e.getMessage());
            return pending.back();
        }
    }

    /** The revision that takes an unconfirmed one back. */
    static Revision rollback(long id, Revision unconfirmed, Clock clock) {
        return new Revision(
                id,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "system",
                "confirm timer",
                "Revision %d was not confirmed".formatted(unconfirmed.id()),
                "");
    }

    static String sentence(Revision unconfirmed, String when, Revision back, Revision revision) {
        return "Revision %d by %s was not confirmed %s: revision %d runs again, now as revision %d"
                .formatted(unconfirmed.id(), unconfirmed.user(), when, back.id(), revision.id());
    }
}
