package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** {@code validate}: does all that a commit would, but for the change itself. */
final class Validation implements Operation {
    @Override
    public Capability needs() {
        return Capability.CONFIGURE;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("source");
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException, CommandException {
        XmlElement source = Datastore.required(request, "source");
        Optional<XmlElement> config = source.child("config");
        ConfigTree tree = config.isPresent()
                ? CopyConfig.inline(session, config.get())
                : Datastore.named(source, "source").tree(session);
        require(session, tree);
        return List.of();
    }

    /** Refuses what could not be committed, with everything that stands in the way. */
    static void require(ShellSession session, ConfigTree tree) throws RpcException, CommandException {
        ConfigStore store = session.device().config();
        try (Candidate trial = store.openCandidate(session.editor())) {
            trial.replace(tree);
            refuse(store.check(trial));
        } catch (StoreException e) {
            throw new RpcException(RpcError.application(RpcError.Tag.ACCESS_DENIED, String.valueOf(e.getMessage())));
        }
    }

    static void refuse(CommitResult result) throws RpcException {
        if (!result.accepted()) {
            throw new RpcException(result.problems().stream()
                    .map(problem -> RpcError.application(RpcError.Tag.OPERATION_FAILED, problem))
                    .toList());
        }
    }
}
