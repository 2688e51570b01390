package org.bumpwire.shell.netconf;

import java.util.Optional;
import org.bumpwire.config.file.Claim;
import org.bumpwire.config.store.CommitRequest;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.store.Unconfirmed;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;

/**
 * Who may confirm the commit that waits for it (RFC 6241, section 8.4): the NETCONF session that made it, with which it
 * ends, or whoever knows its token, also after a restart. Operators of the shell may confirm either, and what they try out
 * anybody may confirm.
 *
 * <p>Safe for use by many threads.
 */
final class ConfirmedCommits {
    private @Nullable Owner owner;

    /** The session with which a revision ends that waits. */
    private record Owner(long revision, long session) {}

    /**
     * Commits the session's candidate, if the session may decide on what waits.
     *
     * @param persist the token of what is to wait from here on; empty to let it end with the session
     * @param persistId the token of what waits; empty for none
     */
    synchronized CommitResult commit(ShellSession session, CommitRequest request, String persist, String persistId)
            throws RpcException, CommandException {
        ConfigStore store = session.device().config();
        requireMayDecide(store, session.id(), persistId);
        String token = persist.isEmpty() ? persistId : persist;
        Claim claim = token.isEmpty() ? Claim.SESSION : Claim.token(token);
        CommitResult result = store.commit(
                Candidates.toChange(session),
                new CommitRequest(request.comment(), request.label(), request.within(), claim, request.byHand()));
        if (result.accepted()) {
            owner = new Owner(result.revision(), session.id());
        }
        return result;
    }

    /** Takes back what waits. */
    synchronized CommitResult cancel(ShellSession session, String persistId)
            throws RpcException, CommandException, StoreException {
        ConfigStore store = session.device().config();
        requireMayDecide(store, session.id(), persistId);
        return store.abort(session.editor());
    }

    /** Takes back what waits for a session that ends, unless it may outlive it. */
    synchronized void ended(ShellSession session) {
        ConfigStore store = session.device().config();
        Optional<Unconfirmed> open = store.unconfirmed();
        if (open.isPresent() && open.get().claim().equals(Claim.SESSION) && owns(session.id(), open.get())) {
            store.sessionEnded(open.get().revision().id());
        }
    }

    private void requireMayDecide(ConfigStore store, long session, String persistId) throws RpcException {
        Optional<Unconfirmed> open = store.unconfirmed();
        Claim claim = open.map(Unconfirmed::claim).orElse(Claim.ANYBODY);
        boolean byToken = !claim.equals(Claim.ANYBODY) && !claim.equals(Claim.SESSION);
        if (!byToken && !persistId.isEmpty()) {
            throw invalid("No commit waits under this persist-id");
        }
        if (byToken && !claim.fits(persistId)) {
            throw invalid("The commit that waits was made with persist, so name its token as persist-id");
        }
        if (claim.equals(Claim.SESSION) && !owns(session, open.orElseThrow())) {
            throw new RpcException(
                    RpcError.protocol(RpcError.Tag.IN_USE, "Another session has a commit that waits to be confirmed"));
        }
    }

    private boolean owns(long session, Unconfirmed open) {
        Owner now = owner;
        return now != null
                && now.session() == session
                && now.revision() == open.revision().id();
    }

    private static RpcException invalid(String why) {
        return new RpcException(
                RpcError.protocol(RpcError.Tag.INVALID_VALUE, why).info("bad-element", "persist-id"));
    }
}
