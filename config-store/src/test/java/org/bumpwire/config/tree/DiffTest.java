package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiffTest {
    private static final TreePrinter PRINTER = TreePrinter.complete();
    private static final ConfigTree BEFORE = load(
            ConfigTree.empty(),
            "gen host-name a",
            "sslinsp server OLD ip 10.0.0.1",
            "sslinsp server WEB ip 10.0.0.2 10.0.0.3",
            "sslinsp server WEB certificate one two",
            "sslinsp trust-store EMPTY");
    private static final ConfigTree AFTER = load(
            BEFORE,
            "gen host-name b",
            "delete sslinsp server OLD",
            "delete sslinsp server WEB ip 10.0.0.2",
            "sslinsp server WEB ip 10.0.0.4",
            "delete sslinsp server WEB certificate",
            "sslinsp server WEB certificate two one",
            "delete sslinsp trust-store EMPTY",
            "sslinsp trust-store NEW",
            "top",
            "sslinsp limit over-limit block");

    @Test
    void printsStatementsUnderTheirContexts() {
        assertThat(Diff.between(BEFORE, AFTER).lines(PRINTER))
                .containsExactly(
                        " gen",
                        "-  host-name a",
                        "+  host-name b",
                        " sslinsp",
                        "   limit",
                        "+    over-limit block",
                        "-  server OLD",
                        "-    ip 10.0.0.1/32",
                        "   server WEB",
                        "-    ip 10.0.0.2/32",
                        "+    ip 10.0.0.4/32",
                        "-    certificate one two",
                        "+    certificate two one",
                        "-  trust-store EMPTY",
                        "+  trust-store NEW");
    }

    @Test
    void printsLinesThatLoad() {
        List<String> lines = Diff.between(BEFORE, AFTER).fullLines(PRINTER);

        assertThat(lines)
                .containsExactly(
                        "gen host-name b",
                        "sslinsp limit over-limit block",
                        "delete sslinsp server OLD",
                        "delete sslinsp server WEB ip 10.0.0.2/32",
                        "sslinsp server WEB ip 10.0.0.4/32",
                        "delete sslinsp server WEB certificate",
                        "sslinsp server WEB certificate two one",
                        "delete sslinsp trust-store EMPTY",
                        "sslinsp trust-store NEW",
                        "top");
        assertThat(load(BEFORE, lines.toArray(String[]::new))).isEqualTo(AFTER);
    }

    @Test
    void hidesSecretsFromThoseWhoMayNotSeeThem() {
        String hash = "$scrypt$ln=15,r=8,p=1$" + "s".repeat(22) + "$" + "h".repeat(43);
        Diff diff = Diff.between(BEFORE, load(BEFORE, "aaa user bob password " + hash));

        assertThat(String.join("\n", diff.lines(TreePrinter.masked()))).doesNotContain("scrypt");
        assertThat(String.join("\n", diff.fullLines(TreePrinter.masked()))).doesNotContain("scrypt");
        assertThat(String.join("\n", diff.lines(PRINTER))).contains(hash);
    }

    @Test
    void ofEqualTreesIsEmpty() {
        Diff diff = Diff.between(BEFORE, load(BEFORE));

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.lines(PRINTER)).isEmpty();
    }

    private static ConfigTree load(ConfigTree onto, String... lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(onto, ConfigPath.root(), List.of(lines));
        assertThat(loaded.problems()).isEmpty();
        return loaded.tree();
    }
}
