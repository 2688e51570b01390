package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of configuration text: plain, or in quotes with backslash escapes for quote, backslash and new line. */
public final class Words {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@*+,=\\[\\]-]+");

    private Words() {}

    /** As it has to be written to be read back as a value. */
    public static String print(String word) {
        return PLAIN.matcher(word).matches() ? word : quote(word);
    }

    public static String quote(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /**
     * Splits a line; a word that begins with {@code #} ends it.
     *
     * @throws StatementException if a quote is not closed
     */
    public static List<Token> split(String line) throws StatementException {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length() || line.charAt(at) == '#') {
                return tokens;
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = line.charAt(at) == '"';
            at = quoted ? readQuoted(line, at, word, tokens.size()) : readPlain(line, at, word);
            tokens.add(new Token(word.toString(), quoted));
        }
    }

    private static int readPlain(String line, int from, StringBuilder word) {
        int at = from;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            word.append(line.charAt(at++));
        }
        return at;
    }

    private static int readQuoted(String line, int from, StringBuilder word, int index) throws StatementException {
        int at = from + 1;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return at;
            }
            if (c == '\\' && at < line.length()) {
                at = readEscape(line, at, word);
            } else {
                word.append(c);
            }
        }
        throw new StatementException(index, "The quote is not closed", List.of());
    }

    private static int readEscape(String line, int at, StringBuilder word) {
        char c = line.charAt(at);
        if (c == 'n') {
            word.append('\n');
        } else if (c == '"' || c == '\\') {
            word.append(c);
        } else {
            word.append('\\').append(c);
        }
        return at + 1;
    }
}
