package org.bumpwire.shell.grammar;

import java.util.List;
import java.util.Optional;

/**
 * A line while it is being typed.
 *
 * @param before whole words before the cursor, of the part that the cursor is in
 * @param prefix of the word under the cursor up to the cursor; empty behind white space
 * @param start column where that word begins
 * @param pipe whether the cursor stands behind a pipe sign
 * @param command the words of the command itself where {@code pipe} is set
 */
public record PartialLine(List<Word> before, String prefix, int start, boolean pipe, List<Word> command) {
    public PartialLine {
        before = List.copyOf(before);
        command = List.copyOf(command);
    }

    public static PartialLine of(String line, int cursor) {
        TypedLine typed = LineLexer.readUnfinished(line.substring(0, cursor));
        Optional<TypedLine.Pipe> pipe = typed.pipes().stream().reduce((first, second) -> second);
        List<Word> words = pipe.map(TypedLine.Pipe::words).orElse(typed.words());
        Optional<Word> under = words.stream().reduce((first, second) -> second).filter(w -> w.end() == cursor);
        List<Word> before = under.isPresent() ? words.subList(0, words.size() - 1) : words;
        return new PartialLine(
                before,
                under.map(Word::text).orElse(""),
                under.map(Word::start).orElse(cursor),
                pipe.isPresent(),
                typed.words());
    }
}
