package org.bumpwire.config.tree;

import java.util.List;

/** Reads configuration text of many lines: what {@code display} prints, in either form. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Loads statements onto a tree; {@code exit} leaves a context, {@code delete} removes, {@code #} begins a comment.
     *
     * @param at the context that the first line is in
     */
    public static Loaded load(ConfigTree onto, ConfigPath at, List<String> lines) {
        return new Loaded(onto.with(at), lines);
    }

    /**
     * A tree with every line loaded that could be.
     *
     * @param problems one sentence a bad line, with its number
     */
    public record Loaded(ConfigTree tree, List<String> problems) {
        public Loaded {
            problems = List.copyOf(problems);
        }
    }
}
