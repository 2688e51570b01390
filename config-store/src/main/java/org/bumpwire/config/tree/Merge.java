package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bumpwire.config.schema.LeafNode;

/**
 * Brings two trees together that were both made from a third. Changes to different leaves both hold; what both add to
 * or remove from a list whose order means nothing holds as well.
 */
public final class Merge {
    private final List<String> conflicts = new ArrayList<>();
    private final Withholding withholding;

    private Merge(Sieve reader) {
        this.withholding = new Withholding(reader);
    }

    /**
     * What came of it.
     *
     * @param tree of no use where there are conflicts
     * @param conflicts one sentence each, with both sides
     */
    public record Merged(ConfigTree tree, List<String> conflicts) {
        public Merged {
            conflicts = List.copyOf(conflicts);
        }
    }

    public static Merged of(ConfigTree base, ConfigTree mine, ConfigTree theirs) {
        return of(base, mine, theirs, Sieve.ALL);
    }

    /**
     * The same for somebody who does not see everything.
     *
     * @param reader values that name what it does not keep are not told
     */
    public static Merged of(ConfigTree base, ConfigTree mine, ConfigTree theirs, Sieve reader) {
        if (base.equals(theirs) || mine.equals(theirs)) {
            return new Merged(mine, List.of());
        }
        Merge merge = new Merge(reader);
        Optional<TreeNode> root = merge.nodes(
                ConfigPath.root(), Optional.of(base.node()), Optional.of(mine.node()), Optional.of(theirs.node()));
        return new Merged(new ConfigTree(root.orElse(TreeNode.EMPTY)), merge.conflicts);
    }

    private Optional<TreeNode> nodes(
            ConfigPath path, Optional<TreeNode> base, Optional<TreeNode> mine, Optional<TreeNode> theirs) {
        if (mine.equals(theirs) || theirs.equals(base)) {
            return mine;
        }
        if (mine.equals(base)) {
            return theirs;
        }
        boolean named = !path.isRoot() && path.last().context().isNamed();
        if (named && (mine.isEmpty() || theirs.isEmpty())) {
            conflicts.add("%s: %s here, %s in the running configuration"
                    .formatted(path, deletedOrChanged(mine), deletedOrChanged(theirs)));
            return mine;
        }
        return Optional.of(contents(
                path, base.orElse(TreeNode.EMPTY), mine.orElse(TreeNode.EMPTY), theirs.orElse(TreeNode.EMPTY)));
    }

    private TreeNode contents(ConfigPath path, TreeNode base, TreeNode mine, TreeNode theirs) {
        TreeNode merged = new TreeNode(new TreeMap<>(), new TreeMap<>(), Set.of(), new TreeMap<>());
        for (LeafNode<?> leaf : path.context().leaves()) {
            List<String> words = words(path, leaf, base.words(leaf), mine.words(leaf), theirs.words(leaf));
            if (!words.isEmpty()) {
                String note = note(new Target(path, Optional.of(leaf), List.of()), base, mine, theirs);
                merged = merged.with(leaf, words)
                        .marked(leaf.keyword(), mark(leaf.keyword(), base, mine, theirs))
                        .noted(leaf.keyword(), note);
            }
        }
        merged = merged.marked(TreeNode.ITSELF, mark(TreeNode.ITSELF, base, mine, theirs));
        merged = merged.noted(TreeNode.ITSELF, note(new Target(path, Optional.empty(), List.of()), base, mine, theirs));
        for (ConfigPath.Step step : TreeNode.steps(path.context(), List.of(base, mine, theirs))) {
            Optional<TreeNode> child = nodes(path.child(step), base.child(step), mine.child(step), theirs.child(step));
            merged = child.isPresent() ? merged.with(step, child.get()) : merged;
        }
        return merged;
    }

    /** Two answers cannot both differ from a third and from each other. */
    private static boolean mark(String mark, TreeNode base, TreeNode mine, TreeNode theirs) {
        return theirs.isInactive(mark) == base.isInactive(mark) ? mine.isInactive(mark) : theirs.isInactive(mark);
    }

    private String note(Target target, TreeNode base, TreeNode mine, TreeNode theirs) {
        String before = base.note(target.key());
        String here = mine.note(target.key());
        String there = theirs.note(target.key());
        if (here.equals(there) || there.equals(before)) {
            return here;
        }
        if (!here.equals(before)) {
            conflicts.add("%s annotation: %s here, %s in the running configuration"
                    .formatted(target, shown(here), shown(there)));
            return here;
        }
        return there;
    }

    private static String shown(String note) {
        return note.isEmpty() ? "deleted" : "'" + note + "'";
    }

    private List<String> words(
            ConfigPath path, LeafNode<?> leaf, List<String> base, List<String> mine, List<String> theirs) {
        if (mine.equals(theirs) || theirs.equals(base)) {
            return mine;
        }
        if (mine.equals(base)) {
            return theirs;
        }
        if (leaf.multiple() && !leaf.ordered()) {
            List<String> items = items(base, mine, theirs);
            if (items.size() <= leaf.most()) {
                return items;
            }
            conflicts.add("%s %s: together more than %d values".formatted(path, leaf, leaf.most()));
            return mine;
        }
        conflicts.add("%s %s: %s here, %s in the running configuration"
                .formatted(path, leaf, shown(path, leaf, mine), shown(path, leaf, theirs)));
        return mine;
    }

    /** What is running, less what was removed here, and what was added here. */
    private static List<String> items(List<String> base, List<String> mine, List<String> theirs) {
        Set<String> before = new HashSet<>(base);
        Set<String> removed = new HashSet<>(base);
        removed.removeAll(new HashSet<>(mine));
        Set<String> items = new LinkedHashSet<>(theirs);
        items.removeAll(removed);
        mine.stream().filter(item -> !before.contains(item)).forEach(items::add);
        return List.copyOf(items);
    }

    private static String deletedOrChanged(Optional<TreeNode> node) {
        return node.isEmpty() ? "deleted" : "changed";
    }

    private String shown(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        if (words.isEmpty()) {
            return "deleted";
        }
        boolean hides = withholding.seen(path, leaf, words).size() < words.size();
        return leaf.secret() || hides ? "changed" : "'" + String.join(" ", words) + "'";
    }
}
