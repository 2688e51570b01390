package org.bumpwire.shell.grammar;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bumpwire.shell.render.LineFilters;
import org.bumpwire.shell.render.LineSink;
import org.bumpwire.shell.render.Rendering;

/** Reads what stands behind pipe signs. */
public final class PipelineParser {
    /** The filters, with the placeholder of the one value that some take. */
    private enum Stage {
        MATCH("match", "Lines that match a regular expression", "RE"),
        EXCEPT("except", "Lines that do not match a regular expression", "RE"),
        BEGIN("begin", "Everything from the first line that matches", "RE"),
        COUNT("count", "Only how many lines there are", ""),
        FIRST("first", "The first lines", "N"),
        LAST("last", "The last lines", "N"),
        NO_MORE("no-more", "Without stopping at each page", ""),
        SAVE("save", "Into a file on the device", "FILE"),
        DISPLAY("display", "In another form: json or set", "json|set");

        private final String word;
        private final String help;
        private final String value;

        Stage(String word, String help, String value) {
            this.word = word;
            this.help = help;
            this.value = value;
        }
    }

    private static final int MOST_LINES = 100_000;
    private static final Vocabulary<Stage> STAGES = stages();
    private static final Vocabulary<Rendering> RENDERINGS =
            new Vocabulary<Rendering>().add("json", Rendering.JSON).add("set", Rendering.SET);

    private final List<UnaryOperator<LineSink>> filters = new ArrayList<>();
    private Rendering rendering = Rendering.TEXT;
    private Optional<Word> saveTo = Optional.empty();
    private boolean paged = true;

    private PipelineParser() {}

    public static Pipeline parse(List<TypedLine.Pipe> pipes) throws SyntaxException {
        PipelineParser parser = new PipelineParser();
        for (TypedLine.Pipe pipe : pipes) {
            parser.add(pipe);
        }
        return new Pipeline(parser.rendering, parser.filters, parser.saveTo, parser.paged);
    }

    /** What may follow the words behind a pipe sign. */
    public static List<Choice> choices(List<Word> before) {
        if (before.isEmpty()) {
            return List.of(Stage.values()).stream()
                    .map(s -> Choice.keyword(s.word, s.help))
                    .toList();
        }
        Optional<Stage> stage = stageOf(before.get(0));
        if (before.size() > 1 || stage.isEmpty() || stage.get().value.isEmpty()) {
            return List.of();
        }
        return stage.get() == Stage.DISPLAY
                ? List.of(
                        Choice.keyword("json", "A stable, versioned document for programs"),
                        Choice.keyword("set", "Configuration as one full statement a line"))
                : List.of(Choice.placeholder(stage.get().value, stage.get().help));
    }

    /** Whether the word after these names a file. */
    public static boolean wantsFile(List<Word> before) {
        return before.size() == 1 && stageOf(before.get(0)).equals(Optional.of(Stage.SAVE));
    }

    private static Optional<Stage> stageOf(Word word) {
        try {
            return STAGES.find(word);
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    private void add(TypedLine.Pipe pipe) throws SyntaxException {
        if (pipe.words().isEmpty()) {
            throw new SyntaxException(
                    "Nothing stands behind the pipe; type one of %s".formatted(String.join(", ", STAGES.names())),
                    pipe.column(),
                    pipe.column() + 1,
                    List.copyOf(STAGES.names()));
        }
        Word verb = pipe.words().get(0);
        Stage stage = STAGES.require(verb, "filter");
        int wanted = stage.value.isEmpty() ? 1 : 2;
        if (pipe.words().size() < wanted) {
            throw new SyntaxException(
                    "%s needs a value: | %s %s".formatted(stage.word, stage.word, stage.value), verb.end(), verb.end());
        }
        if (pipe.words().size() > wanted) {
            throw new SyntaxException(
                    "Nothing may follow here; quote a value that has spaces",
                    pipe.words().get(wanted),
                    List.of());
        }
        if (saveTo.isPresent()) {
            throw new SyntaxException("Nothing may follow save", verb, List.of());
        }
        add(stage, pipe.words().get(wanted - 1));
    }

    private void add(Stage stage, Word value) throws SyntaxException {
        switch (stage) {
            case MATCH -> filter(pattern(value), LineFilters::match);
            case EXCEPT -> filter(pattern(value), LineFilters::except);
            case BEGIN -> filter(pattern(value), LineFilters::begin);
            case COUNT -> filters.add(LineFilters::count);
            case FIRST -> filter(number(value), LineFilters::first);
            case LAST -> filter(number(value), LineFilters::last);
            case NO_MORE -> paged = false;
            case SAVE -> saveTo = Optional.of(value);
            case DISPLAY -> rendering = RENDERINGS.require(value, "form of display");
        }
    }

    private <V> void filter(V value, BiFunction<V, LineSink, LineSink> kind) {
        filters.add(next -> kind.apply(value, next));
    }

    private static Pattern pattern(Word word) throws SyntaxException {
        try {
            return Pattern.compile(word.text());
        } catch (PatternSyntaxException e) {
            throw new SyntaxException(
                    "\"%s\" is no regular expression: %s".formatted(word.text(), e.getDescription()), word, List.of());
        }
    }

    private static int number(Word word) throws SyntaxException {
        try {
            int number = Integer.parseInt(word.text());
            if (number >= 1 && number <= MOST_LINES) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, together with a number out of range.
        }
        throw new SyntaxException(
                "\"%s\" must be a number from 1 to %d".formatted(word.text(), MOST_LINES), word, List.of());
    }

    private static Vocabulary<Stage> stages() {
        Vocabulary<Stage> stages = new Vocabulary<>();
        for (Stage stage : Stage.values()) {
            stages.add(stage.word, stage);
        }
        return stages;
    }
}
