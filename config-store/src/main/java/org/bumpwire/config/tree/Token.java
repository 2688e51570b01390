package org.bumpwire.config.tree;

import java.util.Arrays;
import java.util.List;

/**
 * A word of a line, its quotes and escapes resolved.
 *
 * @param quoted whether it was written in quotes, and so is a value and no keyword
 */
public record Token(String text, boolean quoted) {
    public static Token of(String text) {
        return new Token(text, false);
    }

    public static List<Token> list(String... texts) {
        return Arrays.stream(texts).map(Token::of).toList();
    }
}
