package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.Diff.Change;
import org.bumpwire.config.tree.Diff.LeafChanged;

/** Writes differences for people, nested, and for loading, one a line. */
final class DiffPrinter {
    private static final String INDENT = "  ";

    private final TreePrinter printer;

    DiffPrinter(TreePrinter printer) {
        this.printer = printer;
    }

    List<String> nested(List<Change> changes) {
        List<String> lines = new ArrayList<>();
        ConfigPath at = ConfigPath.root();
        for (Change change : changes) {
            at = go(at, change, lines);
            if (change instanceof LeafChanged leaf) {
                String indent = INDENT.repeat(at.steps().size());
                removed(leaf).forEach(l -> lines.add("-" + indent + l));
                added(leaf).forEach(l -> lines.add("+" + indent + l));
            } else if (change instanceof Diff.Marked marked) {
                lines.add((marked.inactive() ? "+" : "-")
                        + INDENT.repeat(at.steps().size())
                        + TreePrinter.INACTIVE
                        + marked.leaf().map(LeafNode::keyword).orElse("all of it"));
            } else if (change instanceof Diff.Annotated annotated) {
                annotated(annotated, INDENT.repeat(at.steps().size()), lines);
            }
        }
        return lines;
    }

    List<String> full(List<Change> changes) {
        List<String> lines = new ArrayList<>();
        ConfigPath gone = ConfigPath.root();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (!gone.isRoot() && change.path().isWithin(gone)) {
                continue;
            }
            if (change instanceof Diff.Removed removed) {
                gone = removed.path();
                lines.add("delete " + gone.statement());
            } else if (change instanceof LeafChanged leaf) {
                String path = leaf.path().isRoot() ? "" : leaf.path().statement() + " ";
                deletions(leaf).forEach(l -> lines.add("delete " + path + l));
                added(leaf).forEach(l -> lines.add(l.startsWith("#") ? l : path + l));
            } else if (change instanceof Diff.Marked marked) {
                lines.add((marked.inactive() ? "deactivate " : "activate ") + TreePrinter.pointing(marked.target()));
            } else if (change instanceof Diff.Annotated annotated) {
                lines.add(new Annotation(annotated.target(), annotated.after()).fullLine());
            } else if (i + 1 == changes.size() || !fills(changes.get(i + 1), change)) {
                lines.add(change.path().statement());
                lines.add("top");
            }
        }
        return lines;
    }

    /** A note that is told again because its list starts anew does not differ. */
    private static void annotated(Diff.Annotated change, String indent, List<String> lines) {
        if (change.before().equals(change.after())) {
            return;
        }
        if (!change.before().isEmpty()) {
            lines.add("-" + indent + new Annotation(change.target(), change.before()).lineInside());
        }
        if (!change.after().isEmpty()) {
            lines.add("+" + indent + new Annotation(change.target(), change.after()).lineInside());
        }
    }

    /** Whether a change, by its statement, brings a new context into being. */
    private static boolean fills(Change next, Change added) {
        boolean ofWhatIsThere = next instanceof Diff.Marked || next instanceof Diff.Annotated;
        return next.path().isWithin(added.path())
                && !(ofWhatIsThere && next.path().equals(added.path()));
    }

    /** Prints the contexts between the last change and this one. */
    private static ConfigPath go(ConfigPath from, Change change, List<String> lines) {
        List<ConfigPath.Step> steps = change.path().steps();
        int shared = 0;
        while (shared < Math.min(steps.size(), from.steps().size())
                && steps.get(shared).equals(from.steps().get(shared))) {
            shared++;
        }
        for (int depth = shared; depth < steps.size(); depth++) {
            boolean last = depth == steps.size() - 1;
            lines.add((last ? mark(change) : " ") + INDENT.repeat(depth) + TreePrinter.step(steps.get(depth)));
        }
        return change.path();
    }

    private static String mark(Change change) {
        return change instanceof Diff.Added ? "+" : change instanceof Diff.Removed ? "-" : " ";
    }

    private List<String> removed(LeafChanged change) {
        return printer.leaf(change.path(), change.leaf(), change.isReplaced() ? change.before() : change.less());
    }

    private List<String> added(LeafChanged change) {
        return printer.leaf(change.path(), change.leaf(), change.isReplaced() ? change.after() : change.more());
    }

    private List<String> deletions(LeafChanged change) {
        LeafNode<?> leaf = change.leaf();
        if (change.after().isEmpty() || (leaf.multiple() && change.isReplaced())) {
            return List.of(leaf.keyword());
        }
        return leaf.multiple() ? printer.leaf(change.path(), leaf, change.less()) : List.of();
    }
}
