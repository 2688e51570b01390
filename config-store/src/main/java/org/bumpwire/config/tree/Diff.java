package org.bumpwire.config.tree;

import java.util.List;

/** What leads from one tree to another. */
public final class Diff {
    private final ConfigTree from;
    private final ConfigTree to;

    private Diff(ConfigTree from, ConfigTree to) {
        this.from = from;
        this.to = to;
    }

    public static Diff between(ConfigTree from, ConfigTree to) {
        return new Diff(from, to);
    }

    public boolean isEmpty() {
        return from.equals(to);
    }

    /** Statements with {@code +} or {@code -} in front, under the contexts that they are in. */
    public List<String> lines(TreePrinter printer) {
        return isEmpty() ? List.of() : printer.statements(to, ConfigPath.root());
    }

    /** One line a change with its full path, which load onto the first tree and make it the second. */
    public List<String> fullLines(TreePrinter printer) {
        return isEmpty() ? List.of() : printer.statements(to, ConfigPath.root());
    }
}
