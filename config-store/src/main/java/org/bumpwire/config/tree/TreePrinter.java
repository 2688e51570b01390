package org.bumpwire.config.tree;

import java.util.List;

/** Writes a tree as statements that load back. */
public final class TreePrinter {
    private final boolean secrets;

    private TreePrinter(boolean secrets) {
        this.secrets = secrets;
    }

    /** Writes everything, for disk and administrators. */
    public static TreePrinter complete() {
        return new TreePrinter(true);
    }

    /** Writes a comment in the place of each secret leaf. */
    public static TreePrinter masked() {
        return new TreePrinter(false);
    }

    public String text(ConfigTree tree) {
        return String.join("\n", statements(tree, ConfigPath.root()));
    }

    /** Nested statements; for a path below the root with the contexts around it. */
    public List<String> statements(ConfigTree tree, ConfigPath path) {
        return tree.isEmpty() && secrets ? List.of() : List.of(path.statement());
    }

    /** One line a leaf, each with its full path ({@code display set}). */
    public List<String> fullLines(ConfigTree tree, ConfigPath path) {
        return statements(tree, path);
    }
}
