package org.bumpwire.shell.netconf;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/**
 * {@code lock} and {@code unlock} of one session: whichever configuration is locked, nobody else can commit, as with
 * {@code edit exclusive}. With the session its locks end.
 */
final class Locks {
    private final Set<Datastore> held = EnumSet.noneOf(Datastore.class);

    Operation lock() {
        return new Locking(true);
    }

    Operation unlock() {
        return new Locking(false);
    }

    private void lock(ShellSession session, Datastore target) throws RpcException, CommandException {
        ConfigStore store = session.device().config();
        Optional<Editor> other = Candidates.holder(session);
        if (other.isPresent()) {
            throw denied(
                    "%s in session %s edits alone already"
                            .formatted(other.get().user(), other.get().session()),
                    isNetconf(session, other.get()) ? other.get().session() : "0");
        }
        Candidate candidate = Candidates.of(session);
        if (held.contains(target)) {
            throw denied("This session has the lock already", Long.toString(session.id()));
        }
        if (target == Datastore.CANDIDATE && candidate.changed()) {
            throw denied("The candidate has changes; commit or discard them first", Long.toString(session.id()));
        }
        if (target == Datastore.RUNNING && store.unconfirmed().isPresent()) {
            throw denied("A commit waits to be confirmed", "0");
        }
        try {
            store.editExclusively(candidate);
        } catch (StoreException e) {
            throw denied(String.valueOf(e.getMessage()), "0");
        }
        held.add(target);
    }

    private void unlock(ShellSession session, Datastore target) throws RpcException, CommandException {
        if (!held.remove(target)) {
            throw new RpcException(RpcError.protocol(
                    RpcError.Tag.OPERATION_FAILED, "This session has no lock on %s".formatted(target.word())));
        }
        if (held.isEmpty()) {
            session.device().config().editTogether(Candidates.of(session));
        }
    }

    /** Whether it is one that a NETCONF client may know (RFC 6241, appendix A); the shell has others. */
    private static boolean isNetconf(ShellSession asking, Editor editor) {
        return asking.sessions().list().stream()
                .filter(one -> Long.toString(one.id()).equals(editor.session()))
                .anyMatch(one -> one.screen() instanceof NetconfScreen);
    }

    /** @param session who has what stands in the way; 0 for nobody in particular */
    private static RpcException denied(String why, String session) {
        return new RpcException(RpcError.protocol(RpcError.Tag.LOCK_DENIED, why).info("session-id", session));
    }

    private final class Locking implements Operation {
        private final boolean take;

        private Locking(boolean take) {
            this.take = take;
        }

        @Override
        public Capability needs() {
            return Capability.CONFIGURE;
        }

        @Override
        public Set<String> parameters() {
            return Set.of("target");
        }

        @Override
        public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException, CommandException {
            Datastore target = Datastore.namedIn(request, "target");
            if (take) {
                lock(session, target);
            } else {
                unlock(session, target);
            }
            return List.of();
        }
    }
}
