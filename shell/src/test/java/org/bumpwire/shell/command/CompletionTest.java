package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
    @TempDir
    private Path directory;

    private TestDevice device;
    private ShellSession session;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        session = device.console(new Typist());
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void offersTheCommandsOfTheMode() {
        assertThat(words("")).contains("show", "edit", "halt").doesNotContain("commit", "delete", "!");

        session.execute("edit");

        assertThat(words(""))
                .contains("show", "commit", "delete", "!", "sslinsp")
                .doesNotContain("halt");
    }

    @Test
    void offersSubcommandsAlsoAfterAShortenedWord() {
        assertThat(words("sh ve")).containsExactly("version");
        assertThat(words("debug np stats ")).containsExactly("list", "show", "clear");
    }

    @Test
    void offersWhatExists() {
        assertThat(words("debug np stats show ")).contains("npSslInspStats");
        assertThat(words("show log s")).containsExactly("sslInspection", "system", "JOURNAL");
        assertThat(words("chpasswd r")).containsExactly("rita", "USER");
    }

    @Test
    void offersOptionsThatAreNotTypedYet() {
        assertThat(words("show log audit ")).contains("last", "since", "where", "<enter>");
        assertThat(words("show log audit last 3 ")).contains("since", "where").doesNotContain("last");
        assertThat(words("show log audit last ")).containsExactly("N");
    }

    @Test
    void offersNamesOfTheCandidate() {
        session.execute("edit");
        session.execute("sslinsp decryption-policy \"No banks\" description x");

        assertThat(words("sslinsp decryption-policy N")).contains("No banks");
        assertThat(words("delete sslinsp decryption-policy ")).contains("No banks");
        assertThat(words("display sslinsp ")).contains("decryption-policy");
        assertThat(words("display ")).contains("running", "saved", "candidate", "rollback", "sslinsp");
    }

    @Test
    void offersFilesAndDirectories() throws IOException {
        Files.createDirectory(directory.resolve("certs"));
        Files.createFile(directory.resolve("certs/www.pem"));
        session.execute("edit");

        assertThat(words("load merge " + directory + "/ce")).contains(directory + "/certs/");
        assertThat(words("load merge " + directory + "/certs/")).contains(directory + "/certs/www.pem");
        assertThat(words("certificates certificate W import pem " + directory + "/certs/"))
                .contains(directory + "/certs/www.pem");
    }

    @Test
    void offersTheFormsInWhichACertificateIsExported() throws IOException {
        Files.createFile(directory.resolve("old.pem"));

        assertThat(words("certificate export W ")).contains("pem", "der", "pkcs12", "jks", "with-key");
        assertThat(words("certificate export W " + directory + "/")).contains(directory + "/old.pem");
        assertThat(words("certificate ")).containsExactly("export", "export-request", "refresh");
    }

    @Test
    void offersPipes() {
        assertThat(words("show version | ")).contains("match", "count", "display");
        assertThat(words("show version | d")).containsExactly("display");
        assertThat(words("show version | display ")).containsExactly("json", "set");
    }

    @Test
    void offersNothingAfterNonsense() {
        assertThat(words("nonsense ")).isEmpty();
        assertThat(words("show nonsense ")).isEmpty();
    }

    @Test
    void explainsEachChoice() {
        assertThat(session.help("show ver", 8)).contains(List.of("  version  The device's software"));
        assertThat(session.help("show log \"what", 14)).isEmpty();
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(Commands.all().commands())
                .allSatisfy(c -> assertThat(c.help()).isNotBlank())
                .allSatisfy(c -> assertThat(c.manual(List.of())).hasSizeGreaterThan(1));
    }

    private List<String> words(String typed) {
        return session.choices(PartialLine.of(typed, typed.length())).stream()
                .map(Choice::word)
                .toList();
    }
}
