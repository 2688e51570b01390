package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.session.SampleTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonConfigurationTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsDisplayedLoadsBack(long seed) {
        ConfigTree tree = SampleTrees.next(seed);

        JsonConfiguration.Loaded loaded = JsonConfiguration.load(ConfigTree.empty(), document(tree));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tree()).isEqualTo(tree);
        assertThat(tree.isEmpty()).isFalse();
    }

    @Test
    void namesEveryFaultByItsPath() {
        String text = """
                {"document": "bumpwire.configuration", "version": 1, "data": {
                  "gen": {"host-name": "a b", "colour": "blue", "ssh": 7},
                  "segment": {"S": {"mode": "sideways"}, "a/b": {}},
                  "log": []}}
                """;

        assertThat(JsonConfiguration.load(ConfigTree.empty(), text).problems())
                .hasSize(6)
                .anyMatch(p -> p.startsWith("gen host-name: "))
                .contains("gen 'colour' is not known here", "gen 'ssh' is not known here", "'log' is not known here")
                .anyMatch(p -> p.startsWith("segment \"S\" mode: "))
                .anyMatch(p -> p.startsWith("segment: Name 'a/b' must consist of"));
    }

    @Test
    void saysWhatIsNoConfiguration() {
        assertThat(JsonConfiguration.load(ConfigTree.empty(), "{\"a\": [1,\n2").problems())
                .singleElement()
                .asString()
                .startsWith("This is no JSON, at line 2 column ");
        assertThat(JsonConfiguration.load(ConfigTree.empty(), "{\"data\": {}}").problems())
                .containsExactly("This is no document \"bumpwire.configuration\" of version 1");
    }

    private static String document(ConfigTree tree) {
        StringBuilder text = new StringBuilder();
        Json.document(
                new ConfigReport(tree, ConfigPath.root(), true),
                line -> text.append(line).append('\n'));
        return text.toString();
    }
}
