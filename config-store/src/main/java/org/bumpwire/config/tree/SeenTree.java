package org.bumpwire.config.tree;

import java.util.List;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.type.ReferenceType;

/** What somebody sees of a tree, found where it is asked for: a large tree is not gone through for one word of it. */
record SeenTree(ConfigTree whole, Sieve sieve) {
    static final SeenTree EMPTY = new SeenTree(ConfigTree.empty(), Sieve.ALL);

    /** The names seen in a named context inside {@code parent}, sorted. */
    List<String> names(ConfigPath parent, ContextNode named) {
        return whole.names(parent, named).stream()
                .filter(name -> sieve.keeps(parent.child(named, name)))
                .toList();
    }

    /** The names seen that a reference can have. */
    List<String> names(ReferenceType type) {
        return names(References.parentOf(type), References.contextOf(type));
    }

    /** What is seen of what a leaf is set to. */
    List<String> words(ConfigPath path, LeafNode<?> leaf) {
        List<String> words = sieve.keepsContents(path) ? whole.words(path, leaf) : List.of();
        return words.isEmpty() ? words : new Withholding(sieve).seen(path, leaf, words);
    }

    boolean isSet(ConfigPath path, LeafNode<?> leaf) {
        return !words(path, leaf).isEmpty();
    }

    /** Whether there is a context, which is one of its kind, and something is seen in it. */
    boolean holds(ConfigPath single) {
        return sieve.keeps(single)
                && whole.node(single).map(node -> node.shows(single, sieve)).orElse(false);
    }
}
