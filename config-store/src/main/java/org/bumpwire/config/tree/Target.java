package org.bumpwire.config.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bumpwire.config.schema.LeafNode;

/**
 * What a line points at, to be deleted or displayed.
 *
 * @param leaf empty for the whole context
 * @param items canonical values of a list; empty for the whole leaf
 */
public record Target(ConfigPath path, Optional<LeafNode<?>> leaf, List<String> items) {
    public Target {
        items = List.copyOf(items);
    }

    /** What a statement is about: each leaf that it gives a value, or the context that it enters. */
    public static List<Target> of(Statement statement) {
        if (statement instanceof Statement.Assign assign) {
            return assign.edits().stream()
                    .map(edit -> new Target(assign.path(), Optional.of(edit.leaf()), List.of()))
                    .toList();
        }
        return List.of(new Target(statement.path(), Optional.empty(), List.of()));
    }

    /** What {@link TreeNode} keeps marks and notes under: the leaf's keyword, or what stands for the whole context. */
    String key() {
        return leaf.map(LeafNode::keyword).orElse(TreeNode.ITSELF);
    }

    /** As messages name it. */
    @Override
    public String toString() {
        String context = path.isRoot() ? "" : path.toString();
        return Stream.concat(Stream.of(context, leaf.map(LeafNode::keyword).orElse("")), items.stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
