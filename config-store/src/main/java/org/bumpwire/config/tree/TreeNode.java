package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath.Step;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * What is in one context: its leaves by keyword, its contexts by keyword and name.
 *
 * @param inactive the keywords of its leaves that are kept and count for nothing; {@link #ITSELF} for all of it
 */
record TreeNode(
        Map<String, List<String>> leaves, Map<String, SortedMap<String, TreeNode>> children, Set<String> inactive) {
    static final TreeNode EMPTY = new TreeNode(Map.of(), Map.of(), Set.of());
    static final String ITSELF = "";

    TreeNode {
        leaves = Collections.unmodifiableMap(leaves);
        children = Collections.unmodifiableMap(children);
        inactive = Set.copyOf(inactive);
    }

    boolean isEmpty() {
        return leaves.isEmpty() && children.isEmpty() && inactive.isEmpty();
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
        return new TreeNode(changed, children, inactive);
    }

    TreeNode without(LeafNode<?> leaf) {
        Map<String, List<String>> changed = new TreeMap<>(leaves);
        changed.remove(leaf.keyword());
        return new TreeNode(changed, children, marked(leaf.keyword(), false).inactive);
    }

    void forEachWord(Consumer<String> action) {
        leaves.values().forEach(words -> words.forEach(action));
        children.values().forEach(named -> named.values().forEach(node -> node.forEachWord(action)));
    }

    boolean isInactive(String mark) {
        return inactive.contains(mark);
    }

    /** The same with a leaf, or {@link #ITSELF}, put out of force or back into it. */
    TreeNode marked(String mark, boolean out) {
        if (isInactive(mark) == out) {
            return this;
        }
        Set<String> marks = new TreeSet<>(inactive);
        boolean unused = out ? marks.add(mark) : marks.remove(mark);
        return new TreeNode(leaves, children, marks);
    }

    /** What of it is in force. */
    TreeNode active() {
        if (isInactive(ITSELF)) {
            return EMPTY;
        }
        Map<String, List<String>> kept = new TreeMap<>(leaves);
        kept.keySet().removeAll(inactive);
        Map<String, SortedMap<String, TreeNode>> contexts = new TreeMap<>();
        children.forEach((keyword, named) -> {
            SortedMap<String, TreeNode> some = new TreeMap<>();
            named.forEach((name, node) -> {
                TreeNode active = node.active();
                if (!node.isInactive(ITSELF) && (!name.isEmpty() || !active.isEmpty())) {
                    some.put(name, active);
                }
            });
            if (!some.isEmpty()) {
                contexts.put(keyword, Collections.unmodifiableSortedMap(some));
            }
        });
        return new TreeNode(kept, contexts, Set.of());
    }

    TreeNode with(Step step, TreeNode child) {
        if (child.isEmpty() && !step.context().isNamed()) {
            return without(step);
        }
        return with(step.context(), changeable(step.context()).plus(step.name(), child));
    }

    TreeNode without(Step step) {
        return with(step.context(), changeable(step.context()).minus(step.name()));
    }

    /** The steps into the contexts of this node and of others, each once, in the order of the schema. */
    static List<Step> steps(ContextNode context, Collection<TreeNode> nodes) {
        List<Step> steps = new ArrayList<>();
        for (ContextNode child : context.contexts()) {
            SortedSet<String> names = new TreeSet<>();
            nodes.forEach(node -> names.addAll(node.childrenOf(child).keySet()));
            names.forEach(name -> steps.add(new Step(child, name)));
        }
        return steps;
    }

    private TreeNode with(ContextNode context, PSortedMap<String, TreeNode> named) {
        Map<String, SortedMap<String, TreeNode>> changed = new TreeMap<>(children);
        if (named.isEmpty()) {
            changed.remove(context.keyword());
        } else {
            changed.put(context.keyword(), named);
        }
        return new TreeNode(leaves, changed, inactive);
    }

    /** One of a thousand is changed without a copy of them all. */
    private PSortedMap<String, TreeNode> changeable(ContextNode context) {
        SortedMap<String, TreeNode> named = childrenOf(context);
        return named instanceof PSortedMap<String, TreeNode> already ? already : TreePMap.fromSortedMap(named);
    }

    private SortedMap<String, TreeNode> childrenOf(ContextNode context) {
        return children.getOrDefault(context.keyword(), Collections.emptySortedMap());
    }
}
