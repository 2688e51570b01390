package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;

/** Writes a tree as statements that load back. */
public final class TreePrinter {
    static final String INACTIVE = "inactive: ";
    private static final String INDENT = "  ";
    private static final int LINE_WIDTH = 100;

    private final boolean secrets;

    private TreePrinter(boolean secrets) {
        this.secrets = secrets;
    }

    /** Writes everything, for disk and administrators. */
    public static TreePrinter complete() {
        return new TreePrinter(true);
    }

    /** Writes a comment in the place of each secret leaf, so that what is written still loads. */
    public static TreePrinter masked() {
        return new TreePrinter(false);
    }

    /** Every statement of a tree, each line ended by a new line. */
    public String text(ConfigTree tree) {
        StringBuilder text = new StringBuilder();
        statements(tree, ConfigPath.root()).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Nested statements, for a path below the root with the contexts around it; none where nothing is there. */
    public List<String> statements(ConfigTree tree, ConfigPath path) {
        Optional<TreeNode> node = tree.node(path);
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (int depth = 0; depth < path.steps().size(); depth++) {
            ConfigPath around = new ConfigPath(path.steps().subList(0, depth + 1));
            lines.add(INDENT.repeat(depth) + mark(tree.isInactive(around)) + step(around.last()));
        }
        contents(tree, node.get(), path, path.steps().size(), lines);
        for (int depth = path.steps().size(); depth > 0; depth--) {
            lines.add(INDENT.repeat(depth) + "exit");
        }
        return lines;
    }

    /** One line a leaf, each with its full path ({@code display set}); long lists take several lines. */
    public List<String> fullLines(ConfigTree tree, ConfigPath path) {
        return fullLines(tree, tree.node(path).orElse(TreeNode.EMPTY), path);
    }

    private List<String> fullLines(ConfigTree tree, TreeNode node, ConfigPath path) {
        List<String> lines = new ArrayList<>();
        String before = path.isRoot() ? "" : path.statement() + " ";
        for (LeafNode<?> leaf : path.context().leaves()) {
            leaf(path, leaf, node.words(leaf)).forEach(l -> lines.add(l.startsWith("#") ? l : before + l));
        }
        for (ConfigPath.Step step : TreeNode.steps(path.context(), List.of(node))) {
            lines.addAll(fullLines(tree, node.child(step).orElseThrow(), path.child(step)));
        }
        if (lines.isEmpty() && !path.isRoot() && path.last().context().isNamed()) {
            lines.add(path.statement());
            lines.add("top");
        }
        for (LeafNode<?> leaf : path.context().leaves()) {
            if (node.isInactive(leaf.keyword()) && (secrets || !leaf.secret())) {
                lines.add("deactivate " + before + leaf);
            }
        }
        about(node, path).ifPresent(note -> lines.add(note.fullLine()));
        for (LeafNode<?> leaf : path.context().leaves()) {
            about(node, path, leaf).ifPresent(note -> lines.add(note.fullLine()));
            withheld(tree, path, leaf).ifPresent(lines::add);
        }
        if (node.isInactive(TreeNode.ITSELF)) {
            lines.add("deactivate " + path.statement());
        }
        return lines;
    }

    /** What is written about a context. */
    private static Optional<Annotation> about(TreeNode node, ConfigPath path) {
        return written(node, new Target(path, Optional.empty(), List.of()));
    }

    /** What is written about a leaf; nothing where the leaf itself is left out. */
    private Optional<Annotation> about(TreeNode node, ConfigPath path, LeafNode<?> leaf) {
        return secrets || !leaf.secret()
                ? written(node, new Target(path, Optional.of(leaf), List.of()))
                : Optional.empty();
    }

    private static Optional<Annotation> written(TreeNode node, Target target) {
        String text = node.note(target.key());
        return text.isEmpty() ? Optional.empty() : Optional.of(new Annotation(target, text));
    }

    /** A comment in the place of what the reader of a sifted tree may not see, so that nobody takes it for unset. */
    private static Optional<String> withheld(ConfigTree tree, ConfigPath path, LeafNode<?> leaf) {
        return tree.withholds(path, leaf)
                ? Optional.of("# %s %s names what is not shown".formatted(path, leaf))
                : Optional.empty();
    }

    /** The statements that give a leaf its words; none for no words. */
    List<String> leaf(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        if (leaf.secret() && !secrets) {
            return List.of("# " + (path.isRoot() ? "" : path + " ") + leaf + " is set and not shown");
        }
        if (!leaf.multiple()) {
            return List.of(leaf + " " + value(path, leaf, words));
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(leaf.keyword());
        for (String word : words) {
            String printed = word(path, word);
            if (line.length() + printed.length() >= LINE_WIDTH
                    && line.length() > leaf.keyword().length()) {
                lines.add(line.toString());
                line = new StringBuilder(leaf.keyword());
            }
            line.append(' ').append(printed);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The words of a leaf with one value as they are typed behind its keyword. */
    public static String value(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        return String.join(" ", formWords(path, leaf, words));
    }

    static String step(ConfigPath.Step step) {
        return step.context().keyword() + (step.name().isEmpty() ? "" : " " + Words.print(step.name()));
    }

    /** A target as a line points at it. */
    static String pointing(Target target) {
        return (target.path().statement() + " "
                        + target.leaf().map(LeafNode::keyword).orElse(""))
                .strip();
    }

    private static String mark(boolean inactive) {
        return inactive ? INACTIVE : "";
    }

    private void contents(ConfigTree tree, TreeNode node, ConfigPath path, int depth, List<String> lines) {
        String indent = INDENT.repeat(depth);
        about(node, path).ifPresent(note -> lines.add(indent + note.lineInside()));
        for (LeafNode<?> leaf : path.context().leaves()) {
            String mark = mark(node.isInactive(leaf.keyword()));
            leaf(path, leaf, node.words(leaf)).forEach(l -> lines.add(indent + (l.startsWith("#") ? "" : mark) + l));
            about(node, path, leaf).ifPresent(note -> lines.add(indent + note.lineInside()));
            withheld(tree, path, leaf).ifPresent(line -> lines.add(indent + line));
        }
        for (ConfigPath.Step step : TreeNode.steps(path.context(), List.of(node))) {
            TreeNode child = node.child(step).orElseThrow();
            lines.add(indent + mark(child.isInactive(TreeNode.ITSELF)) + step(step));
            contents(tree, child, path.child(step), depth + 1, lines);
            lines.add(indent + INDENT + "exit");
        }
    }

    private static List<String> formWords(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        Form<?> form =
                leaf.forms().stream().filter(f -> f.fits(words)).findFirst().orElseThrow();
        List<String> printed = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean keyword = form.parts().get(i) instanceof Form.Keyword;
            printed.add(keyword ? words.get(i) : word(path, words.get(i)));
        }
        return printed;
    }

    /** A value that is also a keyword of its context needs quotes, or it would end a list. */
    private static String word(ConfigPath path, String word) {
        return path.context().isKeyword(word) ? Words.quote(word) : Words.print(word);
    }
}
