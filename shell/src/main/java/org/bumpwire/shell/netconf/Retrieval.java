package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Sieve;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** {@code get-config}, and {@code get}, which tells of the device's state as well. */
final class Retrieval implements Operation {
    private final boolean withState;

    private Retrieval(boolean withState) {
        this.withState = withState;
    }

    static Operation getConfig() {
        return new Retrieval(false);
    }

    static Operation get() {
        return new Retrieval(true);
    }

    @Override
    public Capability needs() {
        return Capability.LOOK;
    }

    @Override
    public Set<String> parameters() {
        return withState
                ? Set.of("filter", WithDefaults.PARAMETER)
                : Set.of("source", "filter", WithDefaults.PARAMETER);
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException, CommandException {
        Optional<SubtreeFilter> filter = filter(request);
        Datastore source = withState ? Datastore.RUNNING : Datastore.namedIn(request, "source");
        ConfigTree tree = session.sight().of(source.tree(session));
        Optional<Sieve> defaults = WithDefaults.of(request)
                .filter(mode -> mode == WithDefaults.REPORT_ALL)
                .map(mode -> session.sight().sieve());
        List<XmlElement> all = new ArrayList<>(new ConfigXml(tree, session.seesSecrets(), defaults).elements());
        if (withState) {
            all.add(StateXml.of(session));
            all.addAll(ServerXml.of(session.sessions()));
        }
        return Operation.data(filter.isPresent() ? filter.get().choose(all) : all);
    }

    private static Optional<SubtreeFilter> filter(XmlElement request) throws RpcException {
        Optional<XmlElement> filter = request.child("filter");
        String type = filter.flatMap(f -> f.attribute("type").or(() -> f.attribute(Names.BASE, "type")))
                .orElse("subtree");
        if (!type.equals("subtree")) {
            throw new RpcException(RpcError.protocol(
                            RpcError.Tag.BAD_ATTRIBUTE,
                            "A filter must be of the type subtree, not '%s'".formatted(type))
                    .info("bad-attribute", "type")
                    .info("bad-element", "filter"));
        }
        return filter.map(SubtreeFilter::new);
    }
}
