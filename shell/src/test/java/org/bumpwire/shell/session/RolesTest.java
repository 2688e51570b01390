package org.bumpwire.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private TestDevice device;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edit",
                "save-config",
                "clear counters",
                "clear log system",
                "debug np stats clear npSslInspStats",
                "halt",
                "users | save x",
                "chpasswd admin"
            })
    void aReaderOnlyLooks(String line) {
        ShellSession session = device.ssh("rita", screen);

        assertThat(session.execute(line)).isEqualTo(Outcome.REFUSED);
        assertThat(screen.lines).hasSize(1).first().asString().startsWith("error: ");
        assertThat(device.stopped).isFalse();
        assertThat(session.mode()).isEqualTo(Mode.OPERATIONAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"show version", "display", "users", "show log audit", "debug np stats list", "help", "compare"})
    void aReaderSees(String line) {
        assertThat(device.ssh("rita", screen).execute(line)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void onlyAdministratorsSeePasswordHashes() {
        String hash =
                device.store.running().access().user("admin").orElseThrow().passwordHash();

        device.ssh("rita", screen).execute("display aaa");
        device.ssh("rita", screen).execute("display aaa | display json");
        device.ssh("rita", screen).execute("display aaa | display set");
        assertThat(String.join("\n", screen.lines)).contains("rita").doesNotContain(hash);

        device.ssh("admin", screen).execute("display aaa");
        assertThat(String.join("\n", screen.lines)).contains(hash);
    }

    @Test
    void anOperatorConfiguresTraffic() {
        ShellSession session = device.ssh("olga", screen);

        assertThat(List.of("edit", "gen location Bern", "commit", "save-config"))
                .allSatisfy(line -> assertThat(session.execute(line)).isEqualTo(Outcome.ACCEPTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaa user olga role administrator",
                "delete aaa user rita",
                "certificates certificate X generate signing common-name X"
            })
    void anOperatorTouchesNeitherUsersNorKeys(String line) {
        ShellSession session = device.ssh("olga", screen);
        session.execute("edit");

        assertThat(session.execute(line)).isEqualTo(Outcome.REFUSED);
        assertThat(screen.lines).hasSize(1);
    }

    @Test
    void aDemotionCountsAtOnce() {
        ShellSession olga = device.ssh("olga", screen);
        ShellSession admin = device.ssh("admin", new Typist());
        admin.execute("edit");
        admin.execute("aaa user olga role read-only");
        admin.execute("commit");

        assertThat(olga.execute("edit")).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void whoseAccountIsGoneIsHungUp() {
        ShellSession olga = device.ssh("olga", screen);
        ShellSession admin = device.ssh("admin", new Typist());
        admin.execute("edit");
        admin.execute("delete aaa user olga");
        admin.execute("commit");

        assertThat(olga.execute("show version")).isEqualTo(Outcome.REFUSED);
        assertThat(olga.isOpen()).isFalse();
        assertThat(screen.hungUp).isTrue();
    }
}
