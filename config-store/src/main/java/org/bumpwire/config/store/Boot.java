package org.bumpwire.config.store;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.file.DamagedFileException;
import org.bumpwire.config.file.PendingConfirm;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.file.RevisionFolder.Saved;
import org.bumpwire.config.tree.ConfigTree;

/**
 * What the device boots from.
 *
 * @param running what is to run; that is what was saved, unless a commit waits to be confirmed
 * @param notes what the operator should know about it, a line each
 */
record Boot(Saved saved, Saved running, Optional<PendingConfirm> pending, List<String> notes) {

    /** The unconfirmed revision, else the saved configuration, else the newest whole revision, else the factory's. */
    static Boot from(RevisionFolder folder, ConfigTree factory, Clock clock) throws IOException, StoreException {
        try {
            Optional<PendingConfirm> pending = folder.pending();
            if (pending.isPresent()) {
                return new PendingBoot(folder, pending.get(), clock).boot();
            }
        } catch (DamagedFileException e) {
            Boot saved = fromSaved(folder, factory, clock);
            List<String> notes = new ArrayList<>(saved.notes);
            notes.add("What was to be confirmed is damaged and passed over: " + e.getMessage());
            return new Boot(saved.saved, saved.running, Optional.empty(), notes);
        }
        return fromSaved(folder, factory, clock);
    }

    private Boot(Saved saved, List<String> notes) {
        this(saved, saved, Optional.empty(), notes);
    }

    private static Boot fromSaved(RevisionFolder folder, ConfigTree factory, Clock clock)
            throws IOException, StoreException {
        List<String> notes = new ArrayList<>(folder.damages().stream()
                .map(d -> "A revision is damaged and passed over: " + d)
                .toList());
        try {
            Optional<Saved> saved = folder.saved();
            if (saved.isPresent()) {
                newerRevision(folder, saved.get()).ifPresent(notes::add);
                return new Boot(saved.get(), notes);
            }
        } catch (DamagedFileException e) {
            notes.add("The saved configuration is damaged: " + e.getMessage());
        }
        if (notes.isEmpty() && folder.revisions().isEmpty()) {
            Revision none = new Revision(0, clock.instant(), "factory", "", "", "");
            return new Boot(new Saved(none, factory), List.of());
        }
        return newestWhole(folder, notes);
    }

    private static Boot newestWhole(RevisionFolder folder, List<String> notes) throws IOException, StoreException {
        for (Revision revision : folder.revisions()) {
            try {
                Saved newest = new Saved(revision, folder.read(revision.id()));
                notes.add("No saved configuration: booted from revision %d of %s (look at it, then save-config)"
                        .formatted(revision.id(), revision.time()));
                return new Boot(newest, notes);
            } catch (DamagedFileException e) {
                notes.add("A revision is damaged and passed over: " + e.getMessage());
            }
        }
        throw new StoreException(
                "No whole configuration is left: %s (restore a backup, or choose another state directory)"
                        .formatted(String.join("; ", notes)));
    }

    private static Optional<String> newerRevision(RevisionFolder folder, Saved saved) {
        return folder.revisions().stream()
                .findFirst()
                .filter(r -> r.id() > saved.revision().id())
                .map(r -> "Booted from saved revision %d; revision %d of %s by %s was running last but not saved"
                        .formatted(saved.revision().id(), r.id(), r.time(), r.user()));
    }
}
