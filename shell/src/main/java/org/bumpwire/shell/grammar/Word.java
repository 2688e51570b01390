package org.bumpwire.shell.grammar;

/**
 * One word of a typed line.
 *
 * @param text without quotes and escapes
 * @param start column of its first character in the line, quotes included
 * @param end column behind its last character
 * @param quoted whether quotes took part, so that it is a value even where a keyword looks the same
 */
public record Word(String text, int start, int end, boolean quoted) {
    /** Stands where a word will be that is required but not read yet. */
    public static final Word NONE = new Word("", 0, 0, true);

    /** The word as it must be typed to mean a text. */
    public static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '|';
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c > ' ' && c != '"' && c != '\\' && c != 0x7F;
        }
        return plain
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
