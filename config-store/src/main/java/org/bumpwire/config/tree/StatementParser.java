package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.schema.ActionNode.Argument;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Schema;

/** Reads lines of configuration against the schema. Keywords may be shortened to any unique prefix. */
public final class StatementParser {
    /** What stands for a word that is not to be logged. */
    public static final String MASK = "***";
    /** Stands before a statement that is kept and out of force. */
    public static final String INACTIVE = "inactive:";

    private StatementParser() {}

    /** Reads a statement: relative to {@code at}, else from the root. */
    public static Statement parse(ConfigPath at, List<Token> words) throws StatementException {
        return ((WalkState.Told) read(at, words, false)).statement();
    }

    /** Reads what follows {@code delete} or {@code display}; without a word it is {@code at} itself. */
    public static Target parseTarget(ConfigPath at, List<Token> words) throws StatementException {
        return ((WalkState.Pointed) read(at, words, true)).target();
    }

    /** The words as they may be logged: secrets replaced, also in lines that are no statements. */
    public static List<String> masked(ConfigPath at, List<Token> words) {
        if (!words.isEmpty() && words.get(0).text().equals(INACTIVE)) {
            List<String> masked = new ArrayList<>(List.of(INACTIVE));
            masked.addAll(masked(at, words.subList(1, words.size())));
            return masked;
        }
        List<String> masked = new ArrayList<>();
        boolean lost = false;
        boolean hide = false;
        WalkState state = words.isEmpty() ? ContextState.at(at, false) : start(at, words.get(0), false);
        for (int i = 0; i < words.size(); i++) {
            Token token = words.get(i);
            boolean secret = hide || (!lost && state.awaitsSecret() && !state.claims(token));
            masked.add(secret ? MASK : token.text());
            hide |= lost && announcesSecret(token);
            try {
                state = lost ? state : state.accept(token, i);
            } catch (StatementException e) {
                lost = true;
                hide = secret || announcesSecret(token);
            }
        }
        return masked;
    }

    /** The state in which the first word of a line is read. */
    static WalkState start(ConfigPath at, Token first, boolean pointing) {
        ContextState here = ContextState.at(at, pointing);
        ContextState root = ContextState.at(ConfigPath.root(), pointing);
        if (here.keywords().contains(first)) {
            return here;
        }
        boolean whole = root.keywords().contains(first);
        boolean onlyThere = here.keywords().matching(first).isEmpty()
                && !root.keywords().matching(first).isEmpty();
        return whole || onlyThere ? root : here;
    }

    private static WalkState.Said read(ConfigPath at, List<Token> words, boolean pointing) throws StatementException {
        WalkState state = words.isEmpty() ? ContextState.at(at, pointing) : start(at, words.get(0), pointing);
        for (int i = 0; i < words.size(); i++) {
            state = state.accept(words.get(i), i);
        }
        return state.end(words.size());
    }

    /** Whether a word is, or nearly is, a keyword before a secret. */
    private static boolean announcesSecret(Token token) {
        return secretKeywords(Schema.device()).stream().anyMatch(k -> NearestWords.distance(k, token.text()) <= 2);
    }

    private static List<String> secretKeywords(ContextNode context) {
        List<String> keywords = new ArrayList<>();
        context.leaves().stream().filter(LeafNode::secret).forEach(l -> keywords.add(l.keyword()));
        context.actions().stream()
                .flatMap(a -> a.arguments().stream())
                .filter(Argument::secret)
                .forEach(a -> keywords.add(a.keyword().orElse(a.name())));
        context.contexts().forEach(c -> keywords.addAll(secretKeywords(c)));
        return keywords;
    }
}
