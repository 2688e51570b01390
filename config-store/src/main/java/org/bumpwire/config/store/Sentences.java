package org.bumpwire.config.store;

import java.time.Duration;
import java.util.List;
import org.bumpwire.config.file.Revision;

/** What operators are told about commits that wait to be confirmed. */
final class Sentences {
    private Sentences() {}

    static String waits(Revision revision, Duration within) {
        return "Revision %d by %s is rolled back in %d seconds unless commit confirms it"
                .formatted(revision.id(), revision.user(), within.toSeconds());
    }

    static String confirmed(Revision revision, Editor by) {
        return "Revision %d by %s was confirmed by %s".formatted(revision.id(), revision.user(), by.user());
    }

    static String aborted(Revision gone, Editor by, Revision back, Revision revision) {
        return "Revision %d by %s was taken back by %s: revision %d runs again, now as revision %d"
                .formatted(gone.id(), gone.user(), by.user(), back.id(), revision.id());
    }

    static String stays(Revision gone, List<String> problems, Duration retry) {
        return "Revision %d by %s was not confirmed, and cannot be rolled back: %s (tried again every %d seconds)"
                .formatted(gone.id(), gone.user(), String.join("; ", problems), retry.toSeconds());
    }
}
