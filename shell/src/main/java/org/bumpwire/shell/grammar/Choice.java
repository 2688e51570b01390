package org.bumpwire.shell.grammar;

/**
 * One word that may come next.
 *
 * @param word what is typed, or what stands for it, such as {@code PORT}, where {@code placeholder} is set
 * @param help one line about it; may be empty
 * @param placeholder whether the operator must think of the word
 * @param unfinished whether more of the same word follows, as behind a directory
 */
public record Choice(String word, String help, boolean placeholder, boolean unfinished) {
    public static Choice keyword(String word, String help) {
        return new Choice(word, help, false, false);
    }

    public static Choice placeholder(String label, String help) {
        return new Choice(label, help, true, false);
    }

    public static Choice path(String path, boolean directory) {
        return new Choice(path, directory ? "directory" : "file", false, directory);
    }
}
