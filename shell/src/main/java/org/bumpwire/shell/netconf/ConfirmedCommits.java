package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import org.bumpwire.config.store.CommitRequest;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.store.Unconfirmed;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;

/**
 * Whose the commit is that waits to be confirmed (RFC 6241, section 8.4): that of a NETCONF session, which alone may
 * confirm it and with which it ends, or that of whoever knows its token. Operators of the shell may confirm either, and
 * what they try out anybody may confirm. After a restart nobody knows tokens any more, and anybody may confirm.
 *
 * <p>Safe for use by many threads.
 */
final class ConfirmedCommits {
    private @Nullable Waiting waiting;

    /** @param token empty for one that ends with its session */
    private record Waiting(long revision, long session, String token) {}

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
        CommitResult result = store.commit(Candidates.toChange(session), request);
        if (result.accepted()) {
            String token = persist.isEmpty() ? persistId : persist;
            waiting = request.within().isZero() ? null : new Waiting(result.revision(), session.id(), token);
        }
        return result;
    }

    /** Takes back what waits. */
    synchronized CommitResult cancel(ShellSession session, String persistId)
            throws RpcException, CommandException, StoreException {
        ConfigStore store = session.device().config();
        requireMayDecide(store, session.id(), persistId);
        CommitResult result = store.abort(session.editor());
        waiting = result.accepted() ? null : waiting;
        return result;
    }

    /** Takes back what waits for a session that ends, unless it may outlive it. */
    synchronized void ended(ShellSession session) throws CommandException, StoreException {
        Optional<Waiting> now = now(session.device().config());
        if (now.isPresent()
                && now.get().session() == session.id()
                && now.get().token().isEmpty()) {
            var unused = session.device().config().abort(session.editor());
            waiting = null;
        }
    }

    private void requireMayDecide(ConfigStore store, long session, String persistId) throws RpcException {
        Optional<Waiting> now = now(store);
        if (now.isEmpty()) {
            if (!persistId.isEmpty()) {
                throw invalid("No commit waits under this persist-id");
            }
            return;
        }
        Waiting one = now.get();
        if (!MessageDigest.isEqual(one.token().getBytes(UTF_8), persistId.getBytes(UTF_8))) {
            throw invalid(
                    one.token().isEmpty()
                            ? "The commit that waits has no persist-id"
                            : "The commit that waits was made with persist, so name its token as persist-id");
        }
        if (one.token().isEmpty() && one.session() != session) {
            throw new RpcException(RpcError.protocol(
                    RpcError.Tag.IN_USE,
                    "Session %d has a commit that waits to be confirmed".formatted(one.session())));
        }
    }

    /** What waits and was committed here. */
    private Optional<Waiting> now(ConfigStore store) {
        Optional<Unconfirmed> open = store.unconfirmed();
        return Optional.ofNullable(waiting)
                .filter(w -> open.isPresent() && open.get().revision().id() == w.revision());
    }

    private static RpcException invalid(String why) {
        return new RpcException(
                RpcError.protocol(RpcError.Tag.INVALID_VALUE, why).info("bad-element", "persist-id"));
    }
}
