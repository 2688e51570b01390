package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath.Step;

/** What is in one context: its leaves by keyword, its contexts by keyword and name. */
record TreeNode(Map<String, List<String>> leaves, Map<String, SortedMap<String, TreeNode>> children) {
    static final TreeNode EMPTY = new TreeNode(Map.of(), Map.of());

    TreeNode {
        leaves = Collections.unmodifiableMap(leaves);
        children = Collections.unmodifiableMap(children);
    }

    boolean isEmpty() {
        return leaves.isEmpty() && children.isEmpty();
    }

    List<String> words(LeafNode<?> leaf) {
        return leaves.getOrDefault(leaf.keyword(), List.of());
    }

    List<String> names(ContextNode named) {
        return List.copyOf(childrenOf(named).keySet());
    }

    Optional<TreeNode> child(Step step) {
        return Optional.ofNullable(childrenOf(step.context()).get(step.name()));
    }

    TreeNode with(LeafNode<?> leaf, List<String> words) {
        Map<String, List<String>> changed = new TreeMap<>(leaves);
        changed.put(leaf.keyword(), List.copyOf(words));
        return new TreeNode(changed, children);
    }

    TreeNode without(LeafNode<?> leaf) {
        Map<String, List<String>> changed = new TreeMap<>(leaves);
        changed.remove(leaf.keyword());
        return new TreeNode(changed, children);
    }

    TreeNode with(Step step, TreeNode child) {
        if (child.isEmpty() && !step.context().isNamed()) {
            return without(step);
        }
        SortedMap<String, TreeNode> named = new TreeMap<>(childrenOf(step.context()));
        named.put(step.name(), child);
        return with(step.context(), named);
    }

    TreeNode without(Step step) {
        SortedMap<String, TreeNode> named = new TreeMap<>(childrenOf(step.context()));
        named.remove(step.name());
        return with(step.context(), named);
    }

    /** The steps into the contexts of this node and of others, each once, in the order of the schema. */
    static List<Step> steps(ContextNode context, Collection<TreeNode> nodes) {
        List<Step> steps = new ArrayList<>();
        for (ContextNode child : context.contexts()) {
            nodes.stream()
                    .flatMap(n -> n.childrenOf(child).keySet().stream())
                    .distinct()
                    .sorted()
                    .forEach(name -> steps.add(new Step(child, name)));
        }
        return steps;
    }

    private TreeNode with(ContextNode context, SortedMap<String, TreeNode> named) {
        Map<String, SortedMap<String, TreeNode>> changed = new TreeMap<>(children);
        if (named.isEmpty()) {
            changed.remove(context.keyword());
        } else {
            changed.put(context.keyword(), Collections.unmodifiableSortedMap(named));
        }
        return new TreeNode(leaves, changed);
    }

    private SortedMap<String, TreeNode> childrenOf(ContextNode context) {
        return children.getOrDefault(context.keyword(), Collections.emptySortedMap());
    }
}
