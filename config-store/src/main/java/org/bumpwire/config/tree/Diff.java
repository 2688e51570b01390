package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.LeafNode;

/** What leads from one tree to another: the contexts and leaves that differ, in the order of display. */
public final class Diff {
    private final List<Change> changes;

    private Diff(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    /** One difference. */
    public sealed interface Change {
        /** The context that it is in. */
        ConfigPath path();
    }

    /** A named context that only the second tree has; what is in it are changes of their own. */
    public record Added(ConfigPath path) implements Change {}

    /** A named context that only the first tree has; what was in it are changes of their own. */
    public record Removed(ConfigPath path) implements Change {}

    /** A leaf with other words; none where it is not set. */
    public record LeafChanged(ConfigPath path, LeafNode<?> leaf, List<String> before, List<String> after)
            implements Change {
        List<String> less() {
            return without(before, after);
        }

        List<String> more() {
            return without(after, before);
        }

        /** Whether adding and removing items would not lead to the right order. */
        boolean isReplaced() {
            if (!leaf.multiple()) {
                return true;
            }
            List<String> result = without(before, less());
            result.addAll(more());
            return !result.equals(after);
        }

        /** Whether the old items all go before new ones come, and with them the mark that the leaf is out of force. */
        boolean startsAnew() {
            return leaf.multiple() && !before.equals(after) && (isReplaced() || less().equals(before));
        }

        private static List<String> without(List<String> items, List<String> others) {
            List<String> left = new ArrayList<>(items);
            left.removeAll(new HashSet<>(others));
            return left;
        }
    }

    /**
     * A leaf, or a context itself, that is put out of force or back into it.
     *
     * @param leaf empty for the context
     */
    public record Marked(ConfigPath path, Optional<LeafNode<?>> leaf, boolean inactive) implements Change {
        Target target() {
            return new Target(path, leaf, List.of());
        }
    }

    /**
     * A leaf, or a context itself, about which something else is written.
     *
     * @param leaf empty for the context
     * @param before empty where nothing was written
     * @param after empty where nothing is written any more
     */
    public record Annotated(ConfigPath path, Optional<LeafNode<?>> leaf, String before, String after)
            implements Change {
        Target target() {
            return new Target(path, leaf, List.of());
        }
    }

    public static Diff between(ConfigTree from, ConfigTree to) {
        return between(from, to, Sieve.ALL);
    }

    /** What leads from what a sieve leaves of one tree to what it leaves of another. */
    public static Diff between(ConfigTree from, ConfigTree to, Sieve sieve) {
        List<Change> changes = new ArrayList<>();
        compare(ConfigPath.root(), Optional.of(from.node()), Optional.of(to.node()), sieve, changes);
        return new Diff(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public List<Change> changes() {
        return changes;
    }

    /** The second tree, given the first; on another tree it makes the same changes. */
    public ConfigTree applyTo(ConfigTree tree) {
        ConfigTree changed = tree;
        for (Change change : changes) {
            if (change instanceof Added added) {
                changed = changed.with(added.path());
            } else if (change instanceof Removed removed) {
                changed = changed.without(removed.path());
            } else if (change instanceof LeafChanged leaf) {
                changed = changed.with(leaf.path(), leaf.leaf(), leaf.after());
            } else if (change instanceof Marked marked) {
                changed = changed.marked(marked.target(), marked.inactive());
            } else if (change instanceof Annotated annotated) {
                changed = changed.noted(annotated.target(), annotated.after());
            }
        }
        return changed;
    }

    /** Statements with {@code +} or {@code -} in front, under the contexts that they are in. */
    public List<String> lines(TreePrinter printer) {
        return new DiffPrinter(printer).nested(changes);
    }

    /** One line a change with its full path; loaded onto the first tree they make it the second. */
    public List<String> fullLines(TreePrinter printer) {
        return new DiffPrinter(printer).full(changes);
    }

    /** Only what differs is sifted, which in large trees is little. */
    private static void compare(
            ConfigPath path, Optional<TreeNode> whole, Optional<TreeNode> other, Sieve sieve, List<Change> changes) {
        Optional<TreeNode> from = seen(path, whole, sieve);
        Optional<TreeNode> to = seen(path, other, sieve);
        boolean named = !path.isRoot() && path.last().context().isNamed();
        if (named && from.isEmpty()) {
            changes.add(new Added(path));
        }
        if (named && to.isEmpty()) {
            changes.add(new Removed(path));
        }
        for (LeafNode<?> leaf : path.context().leaves()) {
            List<String> before = from.map(n -> n.words(leaf)).orElse(List.of());
            List<String> after = to.map(n -> n.words(leaf)).orElse(List.of());
            if (!before.equals(after)) {
                changes.add(new LeafChanged(path, leaf, before, after));
            }
        }
        if (!named || to.isPresent()) {
            marks(path, from.orElse(TreeNode.EMPTY), to.orElse(TreeNode.EMPTY), changes);
            notes(path, from.orElse(TreeNode.EMPTY), to.orElse(TreeNode.EMPTY), changes);
        }
        List<TreeNode> nodes = new ArrayList<>();
        from.ifPresent(nodes::add);
        to.ifPresent(nodes::add);
        for (ConfigPath.Step step : TreeNode.steps(path.context(), nodes)) {
            Optional<TreeNode> before = from.flatMap(n -> n.child(step));
            Optional<TreeNode> after = to.flatMap(n -> n.child(step));
            ConfigPath below = path.child(step);
            if (!before.equals(after) && sieve.keeps(below)) {
                compare(below, before, after, sieve, changes);
            }
        }
    }

    private static Optional<TreeNode> seen(ConfigPath path, Optional<TreeNode> node, Sieve sieve) {
        return sieve == Sieve.ALL ? node : node.map(n -> n.siftedItself(path, sieve, (at, leaf) -> {}));
    }

    private static void marks(ConfigPath path, TreeNode before, TreeNode after, List<Change> changes) {
        for (LeafNode<?> leaf : path.context().leaves()) {
            boolean inactive = after.isInactive(leaf.keyword());
            boolean changed = inactive != before.isInactive(leaf.keyword());
            boolean lost = inactive && startsAnew(path, leaf, before, after);
            if ((changed || lost) && !after.words(leaf).isEmpty()) {
                changes.add(new Marked(path, Optional.of(leaf), inactive));
            }
        }
        boolean inactive = after.isInactive(TreeNode.ITSELF);
        if (inactive != before.isInactive(TreeNode.ITSELF)) {
            changes.add(new Marked(path, Optional.empty(), inactive));
        }
    }

    private static void notes(ConfigPath path, TreeNode before, TreeNode after, List<Change> changes) {
        for (LeafNode<?> leaf : path.context().leaves()) {
            String text = after.note(leaf.keyword());
            boolean changed = !text.equals(before.note(leaf.keyword()));
            boolean lost = !text.isEmpty() && startsAnew(path, leaf, before, after);
            if ((changed || lost) && !after.words(leaf).isEmpty()) {
                changes.add(new Annotated(path, Optional.of(leaf), before.note(leaf.keyword()), text));
            }
        }
        String text = after.note(TreeNode.ITSELF);
        if (!text.equals(before.note(TreeNode.ITSELF))) {
            changes.add(new Annotated(path, Optional.empty(), before.note(TreeNode.ITSELF), text));
        }
    }

    private static boolean startsAnew(ConfigPath path, LeafNode<?> leaf, TreeNode before, TreeNode after) {
        return new LeafChanged(path, leaf, before.words(leaf), after.words(leaf)).startsAnew();
    }
}
