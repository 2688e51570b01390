package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.login.ServerAnswer;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationCommandsTest {
    private static final String SECRET = "shared with nobody 7";

    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private TestDevice device;
    private ShellSession admin;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        admin = device.console(screen);
        screen.secrets.add(SECRET);
        accepted(
                "edit",
                "aaa radius-server R1 host radius.example.test",
                "aaa radius-server R1 secret set",
                "aaa role-mapping OPS position 1 group ops role operator",
                "aaa login order local radius",
                "commit",
                "!");
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aSecretIsAskedForAndKeptSealed() {
        assertThat(screen.questions).containsExactly("The shared secret: ");
        accepted("display aaa radius-server R1");
        assertThat(screen.lines).anyMatch(l -> l.contains("secret \"sealed:") || l.contains("secret sealed:"));
        assertThat(String.join("\n", screen.lines)).doesNotContain(SECRET);
        assertThat(device.journal.audit()).noneMatch(r -> r.command().contains(SECRET));
    }

    @Test
    void whatIsDisplayedLoadsBack() {
        accepted("display aaa radius-server R1 | display set");
        List<String> lines = List.copyOf(screen.lines);
        accepted("edit", "delete aaa radius-server R1");
        accepted(lines.toArray(String[]::new));
        accepted("compare");

        assertThat(screen.lines).containsExactly("No difference");
    }

    @Test
    void aClearSecretIsRefusedAndNotRepeated() {
        accepted("edit");

        assertThat(refused("aaa radius-server R1 secret \"%s\"".formatted(SECRET)))
                .contains("type set")
                .doesNotContain(SECRET);
        assertThat(device.journal.lastAudit().command()).doesNotContain(SECRET);
        assertThat(device.journal.lastAudit().result()).doesNotContain(SECRET);
        accepted("aaa radius-server R1 secret set value \"%s\"".formatted(SECRET));
        assertThat(device.journal.lastAudit().command()).isEqualTo("aaa radius-server R1 secret set value ********");
    }

    @Test
    void aSecretThatAnotherDeviceSealedIsRefusedAtCommit() {
        accepted("edit", "aaa radius-server R1 secret sealed:" + "A".repeat(64));

        assertThat(refused("commit"))
                .contains("aaa radius-server \"R1\" secret: The secret is damaged, or was sealed by another device");
    }

    @Test
    void aShortSecretIsWarnedOf() {
        accepted("edit", "aaa radius-server R1 secret set value short");

        assertThat(screen.lines).singleElement().asString().startsWith("warning: A shared secret of less than 16");
    }

    @Test
    void asksAServerAndTellsWhatItAnswered() {
        device.loginServer = (user, password) -> new ServerAnswer.Accepted(List.of("ops"));
        screen.secrets.add("x");
        accepted("test login R1 bob");
        assertThat(screen.lines)
                .containsExactly(
                        "The server lets \"bob\" in; groups: ops", "Role \"operator\" by role-mapping \"OPS\"");

        device.loginServer = (user, password) -> new ServerAnswer.Accepted(List.of());
        screen.secrets.add("x");
        accepted("test login R1 bob");
        assertThat(screen.lines).contains("No role-mapping fits, so this device would not let the user in");

        device.loginServer = (user, password) -> new ServerAnswer.Rejected();
        screen.secrets.add("x");
        assertThat(refused("test login R1 bob")).contains("The server refuses \"bob\"");

        device.loginServer = (user, password) -> new ServerAnswer.None("It is away");
        screen.secrets.add("x");
        assertThat(refused("test login R1 bob")).contains("It is away");
        accepted("show authentication");
        assertThat(screen.lines).anyMatch(l -> l.matches("R1 +RADIUS +radius.example.test +1812 +2 +1 +1 +It is away"));
        assertThat(refused("test login R9 bob")).contains("Server \"R9\" is not in the running configuration");
    }

    @Test
    void whoMayNotSetHowLoginsAreJudgedAsksNobody() {
        ShellSession olga = device.ssh("olga", screen);

        screen.lines.clear();
        assertThat(olga.execute("test login R1 bob")).isEqualTo(Outcome.REFUSED);
        assertThat(screen.lines).singleElement().asString().contains("lacks capability authentication write");
        assertThat(olga.choices(PartialLine.of("", 0)).stream().map(Choice::word))
                .doesNotContain("test");
    }

    private void accepted(String... lines) {
        screen.lines.clear();
        for (String line : lines) {
            assertThat(admin.execute(line)).as("%s: %s", line, screen.lines).isEqualTo(Outcome.ACCEPTED);
        }
    }

    private String refused(String line) {
        screen.lines.clear();
        assertThat(admin.execute(line)).as(line).isEqualTo(Outcome.REFUSED);
        return String.join("\n", screen.lines);
    }
}
