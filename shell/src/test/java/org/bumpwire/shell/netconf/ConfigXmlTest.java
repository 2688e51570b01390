package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.shell.session.SampleTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigXmlTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenAsXmlIsReadBackTheSame(long seed) throws Exception {
        ConfigTree tree = SampleTrees.next(seed);

        ConfigEdit.Edited edited = ConfigEdit.apply(
                ConfigTree.empty(), overTheWire(config(tree, true)), EditOperation.MERGE, path -> Optional.empty());

        assertThat(edited.errors()).isEmpty();
        assertThat(edited.tree()).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replacingLeavesNothingOfWhatWas(long seed) throws Exception {
        ConfigTree tree = SampleTrees.next(seed);

        ConfigEdit.Edited edited = ConfigEdit.apply(
                SampleTrees.next(seed + 100),
                overTheWire(config(tree, true)),
                EditOperation.REPLACE,
                path -> Optional.empty());

        assertThat(edited.errors()).isEmpty();
        assertThat(edited.tree()).isEqualTo(tree);
    }

    @Test
    void keepsSecretsFromWhoMayNotSeeThem() throws Exception {
        ConfigTree tree = SampleTrees.next(
                seeds().filter(ConfigXmlTest::hasPassword).findFirst().orElseThrow());

        assertThat(text(config(tree, true))).containsPattern("<password[ >]").containsPattern("<user[ >]");
        assertThat(text(config(tree, false)))
                .doesNotContainPattern("<password[ >]")
                .containsPattern("<user[ >]");
    }

    private static boolean hasPassword(long seed) {
        return TreePrinter.complete().text(SampleTrees.next(seed)).contains("\n    password ");
    }

    @Test
    void carriesCharactersThatXmlDoesNotTakeAsTheyAre() throws Exception {
        String odd = "<a> & \"b\" ]]>]]> \t \r \n \uD83D\uDE00 é";
        XmlElement element = XmlElement.text("", "x", odd).with(Map.of("note", odd));

        XmlElement back = overTheWire(element);

        assertThat(back).isEqualTo(element);
        assertThat(text(element)).doesNotContain("]]>]]>");
        assertThat(overTheWire(XmlElement.text("", "x", "a\u0000b\uD800")).text())
                .isEqualTo("a\uFFFDb\uFFFD");
    }

    private static XmlElement config(ConfigTree tree, boolean secrets) {
        return XmlElement.of(
                Names.BASE, "config", ConfigXml.explicit(tree, secrets).elements());
    }

    private static XmlElement overTheWire(XmlElement element) throws IOException, RpcException {
        return XmlReader.read(text(element).getBytes(UTF_8)).root();
    }

    private static String text(XmlElement element) throws IOException {
        StringBuilder text = new StringBuilder();
        new XmlWriter(text).message(element, Map.of());
        return text.toString();
    }
}
