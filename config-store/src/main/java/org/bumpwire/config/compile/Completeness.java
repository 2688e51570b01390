package org.bumpwire.config.compile;

import org.bumpwire.config.check.Problems;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.References;
import org.bumpwire.config.tree.References.Reference;

/** Finds what the schema demands and a tree lacks: mandatory leaves, and objects that are named elsewhere. */
record Completeness(ConfigTree tree, Problems problems) {
    void check() {
        mandatory(ConfigPath.root());
        References.in(tree).stream().filter(r -> !tree.has(r.target())).forEach(this::dangles);
    }

    private void mandatory(ConfigPath path) {
        for (LeafNode<?> leaf : path.context().leaves()) {
            if (leaf.required() && !tree.isSet(path, leaf)) {
                problems.add("%s: %s is missing (set it with: %s %s)"
                        .formatted(path, leaf, path.statement(), leaf.howToSet()));
            }
        }
        tree.children(path).forEach(this::mandatory);
    }

    private void dangles(Reference reference) {
        problems.add("%s %s: %s does not exist (create it, or change or delete this statement)"
                .formatted(reference.path(), reference.leaf(), reference.target()));
    }
}
