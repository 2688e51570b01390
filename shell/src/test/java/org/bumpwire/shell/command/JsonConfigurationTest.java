package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;
import org.bumpwire.shell.render.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonConfigurationTest {
    private static final List<String> SAMPLES = List.of(
            "two words",
            "sslinsp \"x\" \\ # |",
            "WEB",
            "segment",
            "7",
            "1000",
            "2048",
            "90s",
            "5m",
            "2h",
            "127.0.0.1:8443",
            "10.1.0.0/16",
            "443",
            "*.d.example",
            "edge",
            "sha256:" + "0a".repeat(32),
            "$scrypt$ln=15,r=8,p=1$" + "s".repeat(22) + "$" + "h".repeat(43),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX k");

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsDisplayedLoadsBack(long seed) {
        ConfigTree tree = fill(new Random(seed), ConfigTree.empty(), ConfigPath.root());

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

    private static ConfigTree fill(Random random, ConfigTree tree, ConfigPath path) {
        ConfigTree filled = tree;
        for (LeafNode<?> leaf : path.context().leaves()) {
            if (random.nextBoolean()) {
                Form<?> form = leaf.forms().get(random.nextInt(leaf.forms().size()));
                List<String> words = new ArrayList<>();
                form.parts().forEach(part -> words.add(word(random, part)));
                filled = filled.with(path, leaf, words);
                filled = remarked(random, filled, new Target(path, Optional.of(leaf), List.of()));
            }
        }
        for (ContextNode child : path.context().contexts()) {
            ConfigPath inner = child.isNamed()
                    ? path.child(child, value(random, child.name().orElseThrow()))
                    : path.child(child);
            filled = fill(random, filled.with(inner), inner);
            filled = remarked(random, filled, new Target(inner, Optional.empty(), List.of()));
        }
        return filled;
    }

    private static ConfigTree remarked(Random random, ConfigTree tree, Target target) {
        ConfigTree marked = tree.marked(target, random.nextInt(8) == 0);
        return random.nextInt(6) == 0 ? marked.noted(target, SAMPLES.get(random.nextInt(3))) : marked;
    }

    private static String word(Random random, Form.Part part) {
        return part instanceof Form.Value value ? value(random, value.type()) : part.text();
    }

    /** One of the samples that the type takes, in its canonical form. */
    private static String value(Random random, ValueType<?> type) {
        List<String> samples =
                new ArrayList<>(type.words().stream().map(Choice::word).toList());
        samples.addAll(SAMPLES);
        List<String> fitting = new ArrayList<>();
        for (String sample : samples) {
            try {
                fitting.add(type.canonical(sample));
            } catch (ValueException e) {
                // Not every sample is of every type.
            }
        }
        return fitting.get(random.nextInt(fitting.size()));
    }
}
