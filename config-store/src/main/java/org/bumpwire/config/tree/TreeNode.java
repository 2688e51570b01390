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
import java.util.function.BiConsumer;
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
 * @param notes what operators wrote about its leaves, by keyword, and under {@link #ITSELF} about all of it
 */
record TreeNode(
        Map<String, List<String>> leaves,
        Map<String, SortedMap<String, TreeNode>> children,
        Set<String> inactive,
        Map<String, String> notes) {
    static final TreeNode EMPTY = new TreeNode(Map.of(), Map.of(), Set.of(), Map.of());
    static final String ITSELF = "";

    TreeNode {
        leaves = Collections.unmodifiableMap(leaves);
        children = Collections.unmodifiableMap(children);
        inactive = Set.copyOf(inactive);
        notes = Collections.unmodifiableMap(notes);
    }

    boolean isEmpty() {
        return leaves.isEmpty() && children.isEmpty() && inactive.isEmpty() && notes.isEmpty();
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
        return new TreeNode(changed, children, inactive, notes);
    }

    TreeNode without(LeafNode<?> leaf) {
        Map<String, List<String>> changed = new TreeMap<>(leaves);
        changed.remove(leaf.keyword());
        TreeNode bare = marked(leaf.keyword(), false).noted(leaf.keyword(), "");
        return new TreeNode(changed, children, bare.inactive, bare.notes);
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
        return new TreeNode(leaves, children, marks, notes);
    }

    /** What was written about a leaf or {@link #ITSELF}; empty where nothing was. */
    String note(String about) {
        return notes.getOrDefault(about, "");
    }

    /** The same with something else written about a leaf or {@link #ITSELF}; an empty text removes it. */
    TreeNode noted(String about, String text) {
        if (note(about).equals(text)) {
            return this;
        }
        Map<String, String> changed = new TreeMap<>(notes);
        if (text.isEmpty()) {
            changed.remove(about);
        } else {
            changed.put(about, text);
        }
        return new TreeNode(leaves, children, inactive, changed);
    }

    /** What of it is in force; notes never are. */
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
        return new TreeNode(kept, contexts, Set.of(), Map.of());
    }

    /** @param withheld told of each leaf of which something is left out because of what it names */
    TreeNode sifted(ConfigPath path, Sieve sieve, BiConsumer<ConfigPath, LeafNode<?>> withheld) {
        TreeNode itself = siftedItself(path, sieve, withheld);
        Map<String, SortedMap<String, TreeNode>> contexts = new TreeMap<>();
        for (ContextNode context : path.context().contexts()) {
            SortedMap<String, TreeNode> some = new TreeMap<>();
            childrenOf(context).forEach((name, node) -> {
                ConfigPath below = path.child(context, name);
                if (!sieve.keeps(below)) {
                    return;
                }
                TreeNode sifted = node.sifted(below, sieve, withheld);
                if (context.isNamed() || !sifted.isEmpty()) {
                    some.put(name, sifted);
                }
            });
            if (!some.isEmpty()) {
                contexts.put(context.keyword(), Collections.unmodifiableSortedMap(some));
            }
        }
        return new TreeNode(itself.leaves, contexts, itself.inactive, itself.notes);
    }

    /** The same with all of its contexts as they are. */
    TreeNode siftedItself(ConfigPath path, Sieve sieve, BiConsumer<ConfigPath, LeafNode<?>> withheld) {
        Map<String, List<String>> kept = siftedLeaves(path, sieve, withheld);
        Set<String> marks = new TreeSet<>(inactive);
        marks.removeIf(mark -> !mark.equals(ITSELF) && !kept.containsKey(mark));
        Map<String, String> told = new TreeMap<>(notes);
        told.keySet().removeIf(about -> about.equals(ITSELF) ? !sieve.keepsContents(path) : !kept.containsKey(about));
        return new TreeNode(kept, children, marks, told);
    }

    /** Whether {@link #sifted} would leave anything. */
    boolean shows(ConfigPath path, Sieve sieve) {
        return inactive.contains(ITSELF)
                || (notes.containsKey(ITSELF) && sieve.keepsContents(path))
                || !siftedLeaves(path, sieve, (at, leaf) -> {}).isEmpty()
                || path.context().contexts().stream().anyMatch(context -> showsAny(path, context, sieve));
    }

    private boolean showsAny(ConfigPath path, ContextNode context, Sieve sieve) {
        return childrenOf(context).entrySet().stream().anyMatch(child -> {
            ConfigPath below = path.child(context, child.getKey());
            return sieve.keeps(below) && (context.isNamed() || child.getValue().shows(below, sieve));
        });
    }

    private Map<String, List<String>> siftedLeaves(
            ConfigPath path, Sieve sieve, BiConsumer<ConfigPath, LeafNode<?>> withheld) {
        Map<String, List<String>> kept = new TreeMap<>();
        if (leaves.isEmpty() || !sieve.keepsContents(path)) {
            return kept;
        }
        for (LeafNode<?> leaf : path.context().leaves()) {
            List<String> words = words(leaf);
            if (words.isEmpty()) {
                continue;
            }
            List<String> seen = new Withholding(sieve).seen(path, leaf, words);
            if (!seen.isEmpty()) {
                kept.put(leaf.keyword(), seen);
            }
            if (seen.size() < words.size()) {
                withheld.accept(path, leaf);
            }
        }
        return kept;
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
        return new TreeNode(leaves, changed, inactive, notes);
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
