package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.schema.TrustContexts;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {
    @Test
    void followsContextsByExitAndTop() {
        ConfigLoader.Loaded loaded = load(
                "sslinsp",
                "  client enable",
                "  server WEB",
                "    ip 10.0.0.1",
                "    exit",
                "  server enable",
                "  exit",
                "segment s",
                "  mode explicit 127.0.0.1:1",
                "top",
                "gen host-name x");

        assertThat(loaded.problems()).isEmpty();
        assertThat(TreePrinter.complete().fullLines(loaded.tree(), ConfigPath.root()))
                .containsExactly(
                        "gen host-name x",
                        "segment s mode explicit 127.0.0.1:1",
                        "sslinsp client enable",
                        "sslinsp server enable",
                        "sslinsp server WEB ip 10.0.0.1/32");
    }

    @Test
    void reportsEveryBadLineAndLoadsTheOthers() {
        ConfigLoader.Loaded loaded = load(
                "gen host-name ok",
                "gen hostname bad",
                "# comment",
                "gen banner \"open",
                "certificates default-ca import x",
                "delete sslinsp nonsense",
                "gen location here");

        assertThat(loaded.problems())
                .containsExactly(
                        "Line 2: 'hostname' is not known in gen",
                        "Line 4: The quote is not closed",
                        "Line 5: 'default-ca import' is no configuration and cannot be loaded",
                        "Line 6: 'nonsense' is not known in sslinsp");
        assertThat(loaded.tree().toString()).isEqualTo("gen\n  host-name ok\n  location here\n  exit\n");
    }

    @Test
    void deletes() {
        ConfigLoader.Loaded loaded = load("gen host-name a", "gen location b", "delete gen host-name");

        assertThat(loaded.tree().toString()).isEqualTo("gen\n  location b\n  exit\n");
    }

    @Test
    void refusesAListThatIsTooLong() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            lines.add("sslinsp server WEB ip 10.0.%d.%d".formatted(i / 256, i % 256));
        }

        ConfigLoader.Loaded loaded = load(lines.toArray(String[]::new));

        assertThat(loaded.problems()).containsExactly("Line 1001: sslinsp server \"WEB\" ip takes at most 1000 values");
    }

    @Test
    void loadsALongListInReasonableTime() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add("sslinsp decryption-policy big never-decrypt domain d%d.example".formatted(i));
        }

        ConfigLoader.Loaded loaded = load(lines.toArray(String[]::new));

        assertThat(loaded.tree()
                        .words(
                                ConfigPath.of("sslinsp", "decryption-policy", "big", "never-decrypt"),
                                TrustContexts.NEVER_DECRYPT_DOMAIN))
                .hasSize(50_000);
    }

    private static ConfigLoader.Loaded load(String... lines) {
        return ConfigLoader.load(ConfigTree.empty(), ConfigPath.root(), List.of(lines));
    }
}
