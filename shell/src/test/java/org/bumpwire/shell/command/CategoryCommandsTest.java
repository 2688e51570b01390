package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long lists of domains come from files, are exempt under one name, and leave as files again. */
class CategoryCommandsTest {
    @TempDir
    private Path directory;

    private TestDevice device;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory.resolve("device"));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void importsShowsAndExportsAList() throws IOException {
        Path file = file("*.bank.example", "bank.example # the bank itself", "", "bank.example");
        Path exported = directory.resolve("exported");

        assertThat(device.batch(
                        "edit",
                        "sslinsp category BANKS description \"Money\" ",
                        "sslinsp category BANKS domains import " + file,
                        "sslinsp decryption-policy PRIVATE never-decrypt category BANKS",
                        "sslinsp decryption-policy PRIVATE override domain open.bank.example",
                        "commit",
                        "!",
                        "show sslinsp categories",
                        "category export BANKS " + exported))
                .contains("sslinsp category \"BANKS\" is in the candidate: 2 domains", "exit 0")
                .anyMatch(line -> line.matches("BANKS +2 +\\d+ B +PRIVATE +Money"))
                .contains("Wrote 2 domains of category \"BANKS\" to \"%s\"".formatted(exported));
        assertThat(exported).content().isEqualTo("*.bank.example\nbank.example\n");
    }

    @Test
    void importingTheSameDomainsAgainIsNoChange() throws IOException {
        device.batch("edit", "sslinsp category A domains import " + file("b.example", "a.example"), "commit");

        assertThat(device.batch(
                        "edit", "sslinsp category A domains import " + file("a.example", "b.example"), "compare"))
                .contains("No difference");
    }

    @Test
    void refusesAWholeFileForABadLineAndSaysWhichItIs() throws IOException {
        Path file = file("good.example", "not a domain");

        assertThat(device.batch("edit", "sslinsp category A domains import " + file, "compare"))
                .anyMatch(line ->
                        line.contains("File \"%s\" was not imported: line 2: Expected a domain".formatted(file)))
                .contains("No difference", "exit 1");
    }

    @Test
    void saysWhatIsNoText() throws IOException {
        Path file = directory.resolve("binary");
        Files.write(file, new byte[] {'a', (byte) 0xff, '\n'});

        assertThat(device.batch("edit", "sslinsp category A domains import " + file))
                .anyMatch(line -> line.endsWith("File \"%s\" is no UTF-8 text".formatted(file)));
    }

    @Test
    void doesNotLoseACategoryThatAPolicyExempts() throws IOException {
        device.batch(
                "edit",
                "sslinsp category A domains import " + file("a.example"),
                "sslinsp decryption-policy D never-decrypt category A",
                "commit");

        assertThat(device.batch("edit", "delete sslinsp category A", "commit"))
                .anyMatch(
                        line -> line.contains(
                                "sslinsp decryption-policy \"D\" never-decrypt category: sslinsp category \"A\" does not exist"))
                .contains("exit 1");
    }

    @Test
    void completesCategoriesWhereTheyAreNamed() throws IOException {
        device.batch("edit", "sslinsp category BANKS domains import " + file("a.example"), "commit");

        assertThat(words("category export B", false)).containsExactly("BANKS");
        assertThat(words("sslinsp decryption-policy D never-decrypt category B", true))
                .containsExactly("BANKS");
    }

    @Test
    void exportsNothingThatIsNotThere() throws IOException {
        assertThat(device.batch("category export NONE " + directory.resolve("out")))
                .anyMatch(line -> line.contains("There is no category \"NONE\""))
                .contains("exit 1");
    }

    private List<String> words(String line, boolean editing) {
        var session = device.console(new Typist());
        if (editing) {
            session.execute("edit");
        }
        return session.choices(PartialLine.of(line, line.length())).stream()
                .filter(choice -> !choice.placeholder())
                .map(Choice::word)
                .toList();
    }

    private Path file(String... lines) throws IOException {
        return Files.write(Files.createTempFile(directory, "domains", ".txt"), List.of(lines));
    }
}
