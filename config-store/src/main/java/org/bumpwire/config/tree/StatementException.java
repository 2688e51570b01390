package org.bumpwire.config.tree;

import java.util.List;

/** A statement that is not one: which word is to blame, why, and what could stand there instead. */
public final class StatementException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final int wordIndex;
    private final transient List<String> expected;

    /** Blames the word at an index, which is the number of words where one is missing at the end. */
    public StatementException(int wordIndex, String message, List<String> expected) {
        super(message);
        this.message = message;
        this.wordIndex = wordIndex;
        this.expected = List.copyOf(expected);
    }

    @Override
    public String getMessage() {
        return message;
    }

    public int wordIndex() {
        return wordIndex;
    }

    /** The valid words nearest to the bad one, best first; empty where any word of a type may stand. */
    public List<String> expected() {
        return expected;
    }
}
