package org.bumpwire.shell.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineLexerTest {
    @Test
    void knowsWhereEachWordStands() throws SyntaxException {
        TypedLine line = LineLexer.read("  show  \"a b\" c");

        assertThat(line.words())
                .containsExactly(
                        new Word("show", 2, 6, false), new Word("a b", 8, 13, true), new Word("c", 14, 15, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "match \\d+           ~ \\d+",
                "match \"a\\\"b\"     ~ a\"b",
                "match \"\\\\\"       ~ \\",
                "match \"\\d\"        ~ \\d",
                "match a|b            ~ a|b",
                "match a=\"b c\"      ~ a=b c",
                "match \"# | x\"      ~ # | x"
            })
    void readsValues(String line, String value) throws SyntaxException {
        assertThat(LineLexer.read(line).words().get(1).text()).isEqualTo(value);
    }

    @Test
    void cutsAtPipes() throws SyntaxException {
        TypedLine line = LineLexer.read("show version | match a |count");

        assertThat(line.words()).hasSize(2);
        assertThat(line.pipes()).extracting(p -> p.words().get(0).text()).containsExactly("match", "count");
        assertThat(line.pipes().get(0).column()).isEqualTo(13);
    }

    @Test
    void passesOverComments() throws SyntaxException {
        assertThat(LineLexer.read("# nothing").isEmpty()).isTrue();
        assertThat(LineLexer.read("exit # leaves").words()).hasSize(1);
        assertThat(LineLexer.read("a#b").words()).extracting(Word::text).containsExactly("a#b");
    }

    @Test
    void pointsAtAnOpenQuote() {
        assertThatThrownBy(() -> LineLexer.read("show \"abc"))
                .isInstanceOfSatisfying(
                        SyntaxException.class, e -> assertThat(e.start()).isEqualTo(5))
                .hasMessageContaining("not closed");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackEveryTextThatItQuotes(int seed) throws SyntaxException {
        String text = randomText(new Random(seed));

        List<Word> words = LineLexer.read("x " + Word.quoted(text)).words();

        assertThat(words).hasSize(2);
        assertThat(words.get(1).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void understandsAnyLineCutAnywhereWhileItIsTyped(int seed) {
        String line = randomText(new Random(seed));

        for (int cursor = 0; cursor <= line.length(); cursor++) {
            PartialLine partial = PartialLine.of(line, cursor);
            assertThat(partial.start()).isBetween(0, cursor);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static String randomText(Random random) {
        String letters = "ab \"\\|#\t?n\n.-é";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
