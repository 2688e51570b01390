package org.bumpwire.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
    void newPasswordsFollowTheRulesByEveryWay() throws IOException {
        ShellSession admin = device.ssh("admin", screen);
        admin.execute("edit");
        admin.execute("aaa login password-rules min-length 12 min-classes 3");
        screen.lines.clear();
        screen.secrets.addAll(List.of("too simple for us", "too simple for us"));
        Files.createDirectories(device.files);
        Files.writeString(device.files.resolve("lines"), "aaa user rita password \"too simple for us\"\n");

        for (String line : List.of(
                "aaa user rita password \"too simple for us\"",
                "aaa user rita password",
                "aaa user rita password Rita-knows-it-77",
                "load merge lines")) {
            assertThat(admin.execute(line)).as(line).isEqualTo(Outcome.REFUSED);
        }
        assertThat(String.join("\n", screen.lines)).contains("password-rules").doesNotContain("simple", "Rita-knows");
        assertThat(admin.execute("aaa user rita password \"Not too simple 7\"")).isEqualTo(Outcome.ACCEPTED);
        assertThat(admin.execute("commit")).isEqualTo(Outcome.ACCEPTED);

        screen.secrets.clear();
        screen.secrets.addAll(List.of(TestDevice.PASSWORD, "too simple", "too simple"));
        assertThat(device.ssh("olga", screen).execute("chpasswd")).isEqualTo(Outcome.REFUSED);
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
    void whoComesByAServerHasNothingOfAnAccountOfTheSameName() {
        ShellSession olga = device.remote("olga", "read-only", screen);
        screen.secrets.addAll(List.of(TestDevice.PASSWORD, "new password 7", "new password 7"));

        assertThat(olga.execute("edit")).isEqualTo(Outcome.REFUSED);
        assertThat(olga.execute("chpasswd")).isEqualTo(Outcome.REFUSED);
        assertThat(olga.execute("chpasswd olga")).isEqualTo(Outcome.REFUSED);
        assertThat(screen.questions).isEmpty();
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
