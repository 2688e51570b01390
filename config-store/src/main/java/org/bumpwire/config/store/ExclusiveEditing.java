package org.bumpwire.config.store;

import java.util.Optional;
import org.bumpwire.config.check.Problems;
import org.jspecify.annotations.Nullable;

/** The one candidate that may be committed while its editor wants to be alone; called under the store's lock. */
final class ExclusiveEditing {
    private @Nullable Candidate holder;

    void take(Candidate candidate) throws StoreException {
        Candidate now = holder;
        if (now != null && now != candidate) {
            throw new StoreException("%s edits exclusively already (edit, or wait until that session leaves edit mode)"
                    .formatted(who(now)));
        }
        holder = candidate;
    }

    /** Whether a candidate is the one. */
    boolean isHeldBy(Candidate candidate) {
        return holder == candidate;
    }

    Optional<Editor> editor() {
        return Optional.ofNullable(holder).map(Candidate::editor);
    }

    void release(Candidate candidate) {
        if (isHeldBy(candidate)) {
            holder = null;
        }
    }

    void refuse(Candidate candidate, Problems problems) {
        Candidate now = holder;
        if (now != null && now != candidate) {
            problems.add(
                    "%s edits exclusively (commit again when that session has left edit mode)".formatted(who(now)));
        }
    }

    private static String who(Candidate candidate) {
        Editor editor = candidate.editor();
        return "%s in session %s from %s".formatted(editor.user(), editor.session(), editor.address());
    }
}
