package org.bumpwire.config.guard;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.Target;

/** The contexts of a tree that are locked (guide, chapters 6 and 7: policies), and what opens them. */
final class Locks {
    private static final List<String> CLOSED = List.of("enable");

    private final ConfigTree tree;

    /** @param tree as it is before a change, for a lock keeps what is there */
    Locks(ConfigTree tree) {
        this.tree = tree;
    }

    /** The capability that a change needs on account of a lock. */
    Optional<Capability> key(Diff.Change change) {
        if (change instanceof Diff.LeafChanged leaf) {
            return leaf.leaf().locks().or(() -> around(change.path()));
        }
        if (change instanceof Diff.Marked marked) {
            return key(new Target(marked.path(), marked.leaf(), List.of()));
        }
        if (change instanceof Diff.Annotated annotated) {
            return key(new Target(annotated.path(), annotated.leaf(), List.of()));
        }
        return around(change.path());
    }

    /** The capability that deleting, or putting out of force, what a line points at needs on account of a lock. */
    Optional<Capability> key(Target target) {
        return target.leaf()
                .<Optional<Capability>>map(leaf -> leaf.locks().or(() -> around(target.path())))
                .orElseGet(() -> around(target.path()).or(() -> inside(target.path())));
    }

    private Optional<Capability> around(ConfigPath path) {
        for (ConfigPath at = path; !at.isRoot(); at = at.parent()) {
            Optional<Capability> key = of(at);
            if (key.isPresent()) {
                return key;
            }
        }
        return Optional.empty();
    }

    private Optional<Capability> inside(ConfigPath path) {
        return of(path).or(() -> hasLock(path.context())
                ? tree.children(path).stream()
                        .flatMap(child -> inside(child).stream())
                        .findFirst()
                : Optional.empty());
    }

    private Optional<Capability> of(ConfigPath path) {
        return path.context().leaves().stream()
                .filter(leaf -> leaf.locks().isPresent()
                        && tree.words(path, leaf).equals(CLOSED)
                        && !tree.isInactive(path, leaf))
                .findFirst()
                .flatMap(LeafNode::locks);
    }

    private static boolean hasLock(ContextNode context) {
        return context.leaves().stream().anyMatch(leaf -> leaf.locks().isPresent())
                || context.contexts().stream().anyMatch(Locks::hasLock);
    }
}
