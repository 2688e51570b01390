package org.bumpwire.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into words.
 *
 * <p>White space separates them. Double quotes keep white space in a word, and inside them {@code \"}, {@code \\} and
 * {@code \n} stand for a quote, a backslash and a line end; any other backslash is itself, so that patterns can be typed
 * as they are. A word that begins with {@code |} begins a pipe; one that
 * begins with {@code #} begins a comment.
 */
public final class LineLexer {
    private final String line;
    private final boolean unfinishedAllowed;
    private final List<Word> words = new ArrayList<>();
    private final List<TypedLine.Pipe> pipes = new ArrayList<>();
    private List<Word> current = words;
    private int position;

    private LineLexer(String line, boolean unfinishedAllowed) {
        this.line = line;
        this.unfinishedAllowed = unfinishedAllowed;
    }

    public static TypedLine read(String line) throws SyntaxException {
        return new LineLexer(line, false).read();
    }

    /** Reads what has been typed so far: a quote may still be open. */
    static TypedLine readUnfinished(String line) {
        try {
            return new LineLexer(line, true).read();
        } catch (SyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private TypedLine read() throws SyntaxException {
        skipWhiteSpace();
        for (; position < line.length() && line.charAt(position) != '#'; skipWhiteSpace()) {
            if (line.charAt(position) == '|') {
                current = new ArrayList<>();
                pipes.add(new TypedLine.Pipe(position++, List.of()));
                keepPipe();
            } else {
                current.add(word());
                keepPipe();
            }
        }
        return new TypedLine(line, words, pipes);
    }

    private void keepPipe() {
        if (!pipes.isEmpty()) {
            int last = pipes.size() - 1;
            pipes.set(last, new TypedLine.Pipe(pipes.get(last).column(), current));
        }
    }

    private Word word() throws SyntaxException {
        int start = position;
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        while (position < line.length() && !Character.isWhitespace(line.charAt(position))) {
            char c = line.charAt(position++);
            if (c == '"') {
                quoted = true;
                quotedPart(text);
            } else {
                text.append(c);
            }
        }
        return new Word(text.toString(), start, position, quoted);
    }

    private void quotedPart(StringBuilder text) throws SyntaxException {
        int opening = position - 1;
        while (position < line.length()) {
            char c = line.charAt(position++);
            if (c == '"') {
                return;
            }
            text.append(c == '\\' ? escaped() : String.valueOf(c));
        }
        if (!unfinishedAllowed) {
            throw new SyntaxException("The quote is not closed; end the value with \"", opening, line.length());
        }
    }

    private String escaped() {
        if (position == line.length()) {
            return "\\";
        }
        char c = line.charAt(position++);
        return switch (c) {
            case '"', '\\' -> String.valueOf(c);
            case 'n' -> "\n";
            default -> "\\" + c;
        };
    }

    private void skipWhiteSpace() {
        while (position < line.length() && Character.isWhitespace(line.charAt(position))) {
            position++;
        }
    }
}
