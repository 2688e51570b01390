package org.bumpwire.config.tree;

import java.util.List;
import org.bumpwire.config.type.Choice;

/** What may come next in a line of configuration, for {@code ?} and Tab. */
public final class StatementChoices {
    private StatementChoices() {}

    /**
     * The words that may follow and begin with {@code prefix}; names of objects are those of the candidate.
     *
     * @return nothing where the words before are no beginning of a statement
     */
    public static List<Choice> after(ConfigPath at, List<Token> words, String prefix, ConfigTree candidate) {
        return List.of(Choice.placeholder(at + "" + words, prefix + candidate));
    }

    /** The same for what {@code delete} takes: only what is there. */
    public static List<Choice> afterDelete(ConfigPath at, List<Token> words, String prefix, ConfigTree candidate) {
        return List.of(Choice.placeholder(at + "" + words, prefix + candidate));
    }
}
