package org.bumpwire.config.tree;

import java.util.List;

/** Reads lines of configuration against the schema. Keywords may be shortened to any unique prefix. */
@SuppressWarnings("DoNotCallSuggester")
public final class StatementParser {
    private StatementParser() {}

    /** Reads a statement: relative to {@code at}, else from the root. */
    public static Statement parse(ConfigPath at, List<Token> words) throws StatementException {
        throw new StatementException(0, at + "" + words, List.of());
    }

    /** Reads what follows {@code delete}. */
    public static Target parseTarget(ConfigPath at, List<Token> words) throws StatementException {
        throw new StatementException(0, at + "" + words, List.of());
    }

    /** The words as they may be logged: secrets replaced, also in lines that are no statements. */
    public static List<String> masked(ConfigPath at, List<Token> words) {
        return List.of(at + "" + words);
    }
}
