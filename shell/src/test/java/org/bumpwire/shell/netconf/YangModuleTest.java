package org.bumpwire.shell.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bumpwire.config.yang.ConfigModule;
import org.bumpwire.shell.session.SampleTrees;
import org.bumpwire.system.Peer;
import org.bumpwire.system.Ran;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules as yanglint reads them, alone and with configurations of every statement. */
@Tag("system")
class YangModuleTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void write() throws IOException {
        for (Module module : Module.fetchable()) {
            Files.writeString(directory.resolve(module.name() + ".yang"), module.text());
        }
    }

    @Test
    void everyModuleOfOursIsYang() {
        for (Module module : Module.fetchable()) {
            Ran ran = yanglint(module.name());

            assertThat(ran.succeeded().err()).as(module.name()).isEmpty();
        }
    }

    @Test
    void everyValueThatTheConfigurationKeepsIsOfItsType() throws Exception {
        List<String> files = new ArrayList<>();
        for (long seed : LongStream.range(0, 40).toArray()) {
            Path file = directory.resolve("tree-" + seed + ".xml");
            Files.writeString(file, xml(seed));
            files.add(file.toString());
        }

        Ran ran = yanglint(ConfigModule.NAME, files);

        assertThat(ran.succeeded().err()).isEmpty();
    }

    @Test
    void whatTheModuleDoesNotKnowIsRefused() throws Exception {
        for (String odd : List.of("<ssh><colour>7</colour></ssh>", "<host-name>a b</host-name>")) {
            Path file = directory.resolve("odd.xml");
            Files.writeString(file, "<gen xmlns=\"%s\">%s</gen>".formatted(ConfigModule.NAMESPACE, odd));

            assertThat(yanglint(ConfigModule.NAME, List.of(file.toString())).exit())
                    .as(odd)
                    .isNotZero();
        }
    }

    /** As the content of an edit, of which values are checked and references are not. */
    private static Ran yanglint(String module, List<String> edits) {
        List<String> command = new ArrayList<>(List.of(Peer.YANGLINT.program(), "-t", "edit", module(module)));
        command.addAll(edits);
        return Ran.of(command, "", Map.of());
    }

    private static Ran yanglint(String module) {
        return Ran.of(Peer.YANGLINT.program(), "-f", "yang", module(module));
    }

    private static String module(String name) {
        return directory.resolve(name + ".yang").toString();
    }

    private static String xml(long seed) throws IOException {
        StringWriter text = new StringWriter();
        for (XmlElement element :
                ConfigXml.explicit(SampleTrees.next(seed), true).elements()) {
            StringBuilder message = new StringBuilder();
            new XmlWriter(message).message(element, Map.of());
            text.append(message.substring(message.indexOf("?>") + 2));
        }
        return text.toString();
    }
}
