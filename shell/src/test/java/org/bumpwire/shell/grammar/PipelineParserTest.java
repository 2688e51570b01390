package org.bumpwire.shell.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.shell.render.LineSink;
import org.bumpwire.shell.render.Rendering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineParserTest {
    @Test
    void chainsFiltersInTheOrderTyped() throws SyntaxException {
        assertThat(through("x | match a | first 2 | count", "a1", "b", "a2", "a3"))
                .containsExactly("Count: 2 lines");
        assertThat(through("x | last 2 | first 1", "1", "2", "3")).containsExactly("2");
        assertThat(through("x | begin b | except c", "a", "b", "c", "d")).containsExactly("b", "d");
    }

    @Test
    void readsHowTheAnswerIsWanted() throws SyntaxException {
        Pipeline pipeline = parsed("x | display json | no-more | save out.txt");

        assertThat(pipeline.rendering()).isEqualTo(Rendering.JSON);
        assertThat(pipeline.paged()).isFalse();
        assertThat(pipeline.saveTo()).map(Word::text).contains("out.txt");
    }

    @Test
    void saysWhenNothingMoreWillBeSeen() throws SyntaxException {
        LineSink sink = parsed("x | first 1").into(text -> {});

        assertThat(sink.isFull()).isFalse();
        sink.line("one");
        assertThat(sink.isFull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x |",
                "x | nonsense",
                "x | match",
                "x | match (",
                "x | first 0",
                "x | first many",
                "x | count 3",
                "x | save a | count",
                "x | display xml"
            })
    void refusesWhatMakesNoSense(String line) {
        assertThatThrownBy(() -> parsed(line)).isInstanceOf(SyntaxException.class);
    }

    private static Pipeline parsed(String line) throws SyntaxException {
        return PipelineParser.parse(LineLexer.read(line).pipes());
    }

    private static List<String> through(String line, String... lines) throws SyntaxException {
        List<String> seen = new ArrayList<>();
        LineSink sink = parsed(line).into(seen::add);
        for (String one : lines) {
            sink.line(one);
        }
        sink.end();
        return seen;
    }
}
