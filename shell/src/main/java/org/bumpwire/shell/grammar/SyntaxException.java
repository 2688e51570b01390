package org.bumpwire.shell.grammar;

import java.util.List;

/** A line that cannot be understood: which part of it, why, and what could have stood there. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int start;
    private final int end;
    private final transient List<String> expected;

    public SyntaxException(String message, int start, int end) {
        this(message, start, end, List.of());
    }

    public SyntaxException(String message, Word word, List<String> expected) {
        this(message, word.start(), word.end(), expected);
    }

    public SyntaxException(String message, int start, int end, List<String> expected) {
        super(message, null, false, false);
        this.start = start;
        this.end = end;
        this.expected = List.copyOf(expected);
    }

    /** Column of the first bad character. */
    public int start() {
        return start;
    }

    /** Column behind the last bad character; equal to {@link #start} where something is missing. */
    public int end() {
        return end;
    }

    /** The nearest valid words, best first; may be empty. */
    public List<String> expected() {
        return expected;
    }
}
