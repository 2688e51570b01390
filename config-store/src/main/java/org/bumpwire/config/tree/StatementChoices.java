package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.type.Choice;

/**
 * What may come next in a line of configuration, for {@code ?} and Tab. Words are as they are; those with spaces have to
 * be put in quotes by {@link Words#print}.
 */
public final class StatementChoices {
    /** Stands for the end of the line. */
    public static final Choice ENTER = Choice.placeholder("<enter>", "Do it");

    private StatementChoices() {}

    /**
     * The words that may follow and begin with {@code prefix}; names of objects are those of the candidate.
     *
     * @return nothing where the words before are no beginning of a statement
     */
    public static List<Choice> after(ConfigPath at, List<Token> words, String prefix, ConfigTree candidate) {
        return after(at, words, prefix, candidate, Sieve.ALL);
    }

    /** The same without what somebody does not see. */
    public static List<Choice> after(
            ConfigPath at, List<Token> words, String prefix, ConfigTree candidate, Sieve sieve) {
        return choices(at, words, prefix, candidate, sieve, false);
    }

    /** The same for what {@code delete} and {@code display} take: only what is there. */
    public static List<Choice> afterTarget(ConfigPath at, List<Token> words, String prefix, ConfigTree candidate) {
        return afterTarget(at, words, prefix, candidate, Sieve.ALL);
    }

    /** The same without what somebody does not see. */
    public static List<Choice> afterTarget(
            ConfigPath at, List<Token> words, String prefix, ConfigTree candidate, Sieve sieve) {
        return choices(at, words, prefix, candidate, sieve, true);
    }

    private static List<Choice> choices(
            ConfigPath at, List<Token> words, String prefix, ConfigTree whole, Sieve sieve, boolean pointing) {
        SeenTree tree = new SeenTree(whole, sieve);
        WalkState state = ContextState.at(at, pointing);
        try {
            for (int i = 0; i < words.size(); i++) {
                state = i == 0 ? StatementParser.start(at, words.get(0), pointing) : state;
                state = state.accept(words.get(i), i);
            }
        } catch (StatementException e) {
            return List.of();
        }
        List<Choice> choices = matching(state, prefix, tree, pointing);
        if (choices.stream().noneMatch(Choice::typed) && words.isEmpty() && !prefix.isEmpty()) {
            return matching(ContextState.at(ConfigPath.root(), pointing), prefix, tree, pointing);
        }
        if (prefix.isEmpty() && !words.isEmpty() && state.mayEnd()) {
            choices.add(ENTER);
        }
        return choices;
    }

    private static List<Choice> matching(WalkState state, String prefix, SeenTree tree, boolean pointing) {
        Map<String, Choice> byWord = new LinkedHashMap<>();
        for (Expected expected : state.expected()) {
            if (expected.isSeen(tree.sieve()) && (!pointing || expected.isIn(tree))) {
                expected.choices(tree).stream()
                        .filter(c -> !c.typed() || c.word().regionMatches(true, 0, prefix, 0, prefix.length()))
                        .forEach(c -> byWord.putIfAbsent(c.word(), c));
            }
        }
        return new ArrayList<>(byWord.values());
    }
}
