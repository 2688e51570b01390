package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keywords among which a word chooses, in full or by a unique prefix.
 *
 * @param words each once
 */
record Keywords(List<String> words) {

    /** Whether a word is one of them in full. */
    boolean contains(Token token) {
        return !token.quoted() && whole(token.text()).isPresent();
    }

    /** Those that a word may stand for. */
    List<String> matching(Token token) {
        if (token.quoted() || token.text().isEmpty()) {
            return List.of();
        }
        String text = token.text();
        Optional<String> whole = whole(text);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<String> matching = new ArrayList<>();
        for (String word : words) {
            if (word.regionMatches(true, 0, text, 0, text.length())) {
                matching.add(word);
            }
        }
        return matching;
    }

    private Optional<String> whole(String text) {
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** The one that a word stands for; nothing if it is none of them. */
    Optional<String> match(Token token, int index) throws StatementException {
        List<String> matching = matching(token);
        if (matching.size() > 1) {
            throw new StatementException(
                    index, "'%s' is ambiguous: %s".formatted(token.text(), String.join(", ", matching)), matching);
        }
        return matching.stream().findFirst();
    }

    /** The one that a word stands for. */
    String require(Token token, int index) throws StatementException {
        Optional<String> word = match(token, index);
        if (word.isEmpty()) {
            throw unknown(token, index);
        }
        return word.get();
    }

    StatementException unknown(Token token, int index) {
        List<String> nearest = NearestWords.to(token.text(), words);
        return new StatementException(
                index, "Expected %s, not '%s'".formatted(String.join(" or ", nearest), token.text()), nearest);
    }
}
