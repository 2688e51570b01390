package org.bumpwire.shell.netconf;

import java.util.Optional;
import java.util.function.Function;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.guard.ChangeGuard;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** The candidate of a session, and who alone may change one. */
final class Candidates {
    private Candidates() {}

    /** The session's candidate; one without changes is what runs now. */
    static Candidate of(ShellSession session) throws CommandException {
        Candidate candidate = session.edit().candidate();
        if (!candidate.changed()) {
            // Without changes there is nothing that could be in conflict.
            var unused = candidate.update();
        }
        return candidate;
    }

    /** The same, refused while another session has a lock. */
    static Candidate toChange(ShellSession session) throws CommandException, RpcException {
        Optional<Editor> alone = holder(session);
        if (alone.isPresent()) {
            throw new RpcException(RpcError.protocol(
                    RpcError.Tag.IN_USE,
                    "%s in session %s from %s has locked the configuration"
                            .formatted(
                                    alone.get().user(),
                                    alone.get().session(),
                                    alone.get().address())));
        }
        return of(session);
    }

    /** Why the session's operator may not change a context; nothing where they may. */
    static Function<ConfigPath, Optional<String>> guard(ShellSession session) {
        ChangeGuard guard = new ChangeGuard(session.rights().orElse(Rights.NONE));
        return path -> guard.forPath(path, Grant.WRITE);
    }

    /** Who else edits alone. */
    static Optional<Editor> holder(ShellSession session) {
        ConfigStore store = session.device().config();
        return store.exclusiveEditor().filter(e -> !e.session().equals(Long.toString(session.id())));
    }
}
