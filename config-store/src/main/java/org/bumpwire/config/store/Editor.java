package org.bumpwire.config.store;

import java.util.function.Supplier;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.guard.Veil;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;

/**
 * Who edits.
 *
 * @param rights asked for at each change and at the commit, so that what was taken from a role is gone at once
 * @param address where from, as the audit log has it
 * @param session tells the sessions of one user apart
 */
public record Editor(String user, Supplier<Rights> rights, String address, String session) {
    /** One whose role never changes. */
    public Editor(String user, Role role, String address, String session) {
        this(user, () -> Rights.of(role), address, session);
    }

    /** What the editor sees now. */
    Sight sight() {
        return new Sight(rights.get());
    }

    /** Keeps the names of all else from the editor. */
    Veil veil() {
        return new Veil(sight());
    }
}
