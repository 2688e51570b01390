package org.bumpwire.shell.line;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.grammar.Word;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** The line as JLine's completion wants it, cut by the shell's own grammar. */
record EditedLine(String line, int cursor, PartialLine partial) implements CompletingParsedLine {

    /** Takes every line as it is: what is wrong with it is said when it runs. */
    static final class Cutter implements Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            int inside = Math.max(0, Math.min(cursor, line.length()));
            return new EditedLine(line, inside, PartialLine.of(line, inside));
        }
    }

    @Override
    public String word() {
        return partial.prefix();
    }

    @Override
    public int wordCursor() {
        return partial.prefix().length();
    }

    @Override
    public int wordIndex() {
        return partial.before().size();
    }

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>();
        partial.before().forEach(w -> words.add(w.text()));
        words.add(partial.prefix());
        return words;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return Word.quoted(candidate.toString());
    }

    @Override
    public int rawWordCursor() {
        return cursor - partial.start();
    }

    @Override
    public int rawWordLength() {
        return cursor - partial.start();
    }
}
