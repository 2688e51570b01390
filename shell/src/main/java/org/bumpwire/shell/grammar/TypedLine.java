package org.bumpwire.shell.grammar;

import java.util.List;

/**
 * A line as words, cut at its pipes.
 *
 * @param words before the first pipe
 * @param pipes the words behind each pipe
 */
public record TypedLine(String text, List<Word> words, List<Pipe> pipes) {
    public TypedLine {
        words = List.copyOf(words);
        pipes = List.copyOf(pipes);
    }

    /** Nothing to do: blank or a comment. */
    public boolean isEmpty() {
        return words.isEmpty() && pipes.isEmpty();
    }

    /**
     * What stands behind one pipe sign.
     *
     * @param column of the sign
     */
    public record Pipe(int column, List<Word> words) {
        public Pipe {
            words = List.copyOf(words);
        }
    }
}
