package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** {@code copy-config}: puts a whole configuration into the candidate, or what runs into what the device boots from. */
final class CopyConfig implements Operation {
    @Override
    public Capability needs() {
        return Capability.CONFIGURE;
    }

    @Override
    public boolean changesDevice() {
        return true;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("target", "source", WithDefaults.PARAMETER);
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException, CommandException {
        Datastore target = Datastore.namedIn(request, "target");
        XmlElement source = Datastore.required(request, "source");
        Optional<XmlElement> config = source.child("config");
        if (WithDefaults.of(request).filter(w -> w != WithDefaults.EXPLICIT).isPresent()) {
            throw Targets.notSupported("A copy has what is set, and no defaults");
        }
        try {
            if (target == Datastore.STARTUP) {
                requireRunning(config, source);
                session.device().config().save(session.editor());
                return List.of();
            }
            Targets.requireCandidate(target, request.name());
            Candidate candidate = Candidates.toChange(session);
            candidate.replace(config.isPresent() ? inline(session, config.get()) : other(session, source));
            return List.of();
        } catch (StoreException e) {
            throw new RpcException(RpcError.application(
                    target == Datastore.STARTUP ? RpcError.Tag.OPERATION_FAILED : RpcError.Tag.ACCESS_DENIED,
                    String.valueOf(e.getMessage())));
        }
    }

    /** A configuration that stands in the request; nothing is taken of one with a fault. */
    static ConfigTree inline(ShellSession session, XmlElement config) throws RpcException {
        ConfigEdit.Edited edited =
                ConfigEdit.apply(ConfigTree.empty(), config, EditOperation.MERGE, Candidates.guard(session));
        if (!edited.errors().isEmpty()) {
            throw new RpcException(edited.errors());
        }
        return edited.tree();
    }

    private static ConfigTree other(ShellSession session, XmlElement source) throws RpcException, CommandException {
        Datastore named = Datastore.named(source, "source");
        if (named == Datastore.CANDIDATE) {
            throw new RpcException(RpcError.protocol(RpcError.Tag.INVALID_VALUE, "Source and target are the same"));
        }
        return named.tree(session);
    }

    private static void requireRunning(Optional<XmlElement> config, XmlElement source) throws RpcException {
        if (config.isPresent() || Datastore.named(source, "source") != Datastore.RUNNING) {
            throw Targets.notSupported("Only what runs can be copied to startup, so commit it first");
        }
    }
}
