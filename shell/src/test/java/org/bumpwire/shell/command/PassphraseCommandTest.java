package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseCommandTest {
    private static final String FIRST = "the first passphrase";
    private static final String SECOND = "the second passphrase";

    @TempDir
    private Path directory;

    private TestDevice device;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void setsChangesAndRemovesIt() throws Exception {
        assertThat(type("passphrase set", FIRST, FIRST))
                .singleElement()
                .asString()
                .contains("the next start needs the new passphrase");
        assertThat(opensWith(FIRST)).isTrue();
        assertThat(type("show vault")).contains("A start needs a passphrase      yes");

        assertThat(type("passphrase set", "a wrong passphrase", SECOND, SECOND))
                .containsExactly("error: This is not the current passphrase; nothing was changed");
        assertThat(opensWith(FIRST)).isTrue();
        assertThat(type("passphrase set", FIRST, SECOND, SECOND)).hasSize(1);
        assertThat(opensWith(SECOND)).isTrue();
        assertThat(opensWith(FIRST)).isFalse();

        assertThat(type("passphrase remove", SECOND)).hasSize(1);
        assertThat(opensWith(SECOND)).isFalse();
        assertThat(type("passphrase remove")).containsExactly("error: No passphrase is set");
        assertThat(audited()).noneMatch(line -> line.contains(FIRST) || line.contains(SECOND));
    }

    @Test
    void refusesWhatIsTooShortOrTypedDifferentlyOrNotAtATerminal() throws Exception {
        assertThat(type("passphrase set", "short", "short"))
                .containsExactly("error: The passphrase must have at least 8 characters");
        assertThat(type("passphrase set", FIRST, SECOND))
                .containsExactly("error: The two passphrases differ; nothing was changed");
        assertThat(type("passphrase set"))
                .containsExactly("error: A passphrase must be typed at a terminal; nothing was changed");
        assertThat(device.vault.protection().hasPassphrase()).isFalse();
    }

    @Test
    void isAnAdministratorsToSet() throws Exception {
        Typist screen = new Typist();
        screen.secrets.addAll(List.of(FIRST, FIRST));

        device.ssh("olga", screen).execute("passphrase set");

        assertThat(screen.lines).singleElement().asString().startsWith("error: ");
        assertThat(device.vault.protection().hasPassphrase()).isFalse();
    }

    private boolean opensWith(String passphrase) throws Exception {
        return device.vault.protection().opensWith(passphrase.toCharArray());
    }

    private List<String> audited() {
        return device.journal.records.stream()
                .filter(AuditRecord.class::isInstance)
                .map(record -> record.fields().toString())
                .toList();
    }

    private List<String> type(String line, String... secrets) {
        Typist screen = new Typist();
        screen.secrets.addAll(List.of(secrets));
        device.console(screen).execute(line);
        return screen.lines;
    }
}
