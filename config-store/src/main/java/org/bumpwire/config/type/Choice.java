package org.bumpwire.config.type;

/**
 * A word that may come next, with one line of help.
 *
 * @param typed whether Tab may write the word; false for a placeholder such as {@code NAME}, which only {@code ?} shows
 */
public record Choice(String word, String help, boolean typed) {
    public static Choice word(String word, String help) {
        return new Choice(word, help, true);
    }

    public static Choice placeholder(String word, String help) {
        return new Choice(word, help, false);
    }
}
