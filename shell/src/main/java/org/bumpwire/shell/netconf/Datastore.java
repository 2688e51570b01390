package org.bumpwire.shell.netconf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** The configurations that a request may name (RFC 6241, sections 5.1, 8.3 and 8.7). */
enum Datastore {
    /** What runs. */
    RUNNING,
    /** The session's own working copy, as in edit mode. */
    CANDIDATE,
    /** What the device boots from: the saved configuration. */
    STARTUP;

    /** The one that a request names in an element such as {@code source}. */
    static Datastore namedIn(XmlElement request, String element) throws RpcException {
        return named(required(request, element), element);
    }

    /** The one that an element such as {@code source} names by its child. */
    static Datastore named(XmlElement element, String role) throws RpcException {
        Optional<Datastore> named = element.children().stream()
                .filter(child -> child.namespace().equals(Names.BASE))
                .flatMap(child -> Arrays.stream(values()).filter(d -> d.word().equals(child.name())))
                .findFirst();
        if (named.isEmpty() || element.children().size() != 1) {
            List<String> words = Arrays.stream(values()).map(Datastore::word).toList();
            throw new RpcException(
                    RpcError.protocol(RpcError.Tag.BAD_ELEMENT, "'%s' must name one of %s".formatted(role, words))
                            .info(
                                    "bad-element",
                                    element.children().isEmpty()
                                            ? role
                                            : element.children().get(0).name()));
        }
        return named.get();
    }

    /** A child that a request cannot do without. */
    static XmlElement required(XmlElement request, String name) throws RpcException {
        return request.child(name)
                .orElseThrow(() -> new RpcException(RpcError.protocol(
                                RpcError.Tag.MISSING_ELEMENT,
                                "'%s' needs an element '%s'".formatted(request.name(), name))
                        .info("bad-element", name)));
    }

    ConfigTree tree(ShellSession session) throws CommandException {
        return switch (this) {
            case RUNNING -> session.device().config().runningTree();
            case STARTUP -> session.device().config().savedTree();
            case CANDIDATE -> Candidates.of(session).tree();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
