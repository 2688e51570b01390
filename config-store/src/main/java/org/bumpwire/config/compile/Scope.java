package org.bumpwire.config.compile;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;

/** One context of a tree, read by the types of its leaves. */
record Scope(ConfigTree tree, ConfigPath path) {
    static Scope root(ConfigTree tree) {
        return new Scope(tree, ConfigPath.root());
    }

    Scope in(ContextNode single) {
        return new Scope(tree, path.child(single));
    }

    /** Each context of a kind, by name. */
    List<Scope> each(ContextNode named) {
        return tree.names(path, named).stream()
                .map(name -> new Scope(tree, path.child(named, name)))
                .toList();
    }

    String name() {
        return path.last().name();
    }

    /** The value of a leaf that always has one, since it has a default or is a list. */
    <T> T value(LeafNode<T> leaf) {
        return optional(leaf).orElseThrow(() -> new IllegalStateException("Leaf '%s' has no default".formatted(leaf)));
    }

    <T> Optional<T> optional(LeafNode<T> leaf) {
        return tree.value(path, leaf);
    }

    /** The value of a text that may be left out. */
    String text(LeafNode<String> leaf) {
        return optional(leaf).orElse("");
    }

    boolean isSet(LeafNode<?> leaf) {
        return tree.isSet(path, leaf);
    }
}
