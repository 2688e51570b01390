package org.bumpwire.shell.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.shell.grammar.LineLexer;
import org.bumpwire.shell.grammar.Nearest;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.TypedLine;
import org.bumpwire.shell.grammar.Word;

/**
 * Keeps secrets out of history and audit.
 *
 * <p>What the schema calls secret is masked. So that a mistyped line gives nothing away either, so is whatever follows a
 * word that is, begins or resembles {@code password}. It masks rather too much.
 */
final class Secrets {
    static final String MASK = "********";
    private static final String KEYWORD = "password";
    private static final int NEAR = 2;

    private final String text;
    private final Set<String> hidden;

    private Secrets(String text, Set<String> hidden) {
        this.text = text;
        this.hidden = hidden;
    }

    /** @param at the context, where the line may be configuration */
    static Secrets of(String line, Optional<ConfigPath> at) {
        TypedLine typed;
        try {
            typed = LineLexer.read(line);
        } catch (SyntaxException e) {
            return unreadable(line);
        }
        List<Word> words = new ArrayList<>(typed.words());
        typed.pipes().forEach(p -> words.addAll(p.words()));
        List<String> shown = at.map(path -> StatementParser.masked(path, Statements.tokens(typed.words())))
                .orElse(List.of());
        StringBuilder masked = new StringBuilder();
        Set<String> hidden = new HashSet<>();
        int copied = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            boolean schemaHides = i < shown.size() && !shown.get(i).equals(word.text());
            if (schemaHides || (i > 0 && announces(words.get(i - 1).text()))) {
                masked.append(line, copied, word.start()).append(MASK);
                copied = word.end();
                hidden.add(word.text());
            }
        }
        return new Secrets(masked.append(line.substring(copied)).toString(), hidden);
    }

    /** The line with its secrets masked. */
    String text() {
        return text;
    }

    /** A text about the line, without the line's secrets. */
    String maskedIn(String message) {
        String masked = message;
        for (String secret : hidden) {
            masked = secret.isEmpty() ? masked : masked.replace(secret, MASK);
        }
        return masked;
    }

    private static Secrets unreadable(String line) {
        String[] words = line.trim().split("\\s+", 2);
        return words.length == 1
                ? new Secrets(words[0], Set.of())
                : new Secrets(words[0] + " " + MASK, Set.of(words[1]));
    }

    private static boolean announces(String word) {
        return !word.isEmpty() && (KEYWORD.startsWith(word) || Nearest.distance(word, KEYWORD) <= NEAR);
    }
}
