package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell as OpenSSH's client shows it. */
@Tag("system")
class ShellOverSshTest {
    @TempDir
    static Path home;

    @AutoClose
    private static Device device;

    @BeforeAll
    static void start() {
        device = Device.start(home, List.of("gen host-name first"));
    }

    @Test
    void aWholeSessionEditsCommitsAndDebugs() {
        Ran session = device.type(List.of(
                "edit",
                "gen location \"Room 1\"",
                "commit",
                "!",
                "display gen",
                "debug np stats show npSslInspStats",
                "exit"));

        assertThat(session.succeeded().out()).contains("Room 1").contains("connTotal");
        assertThat(device.ssh("display gen").succeeded().out()).contains("location \"Room 1\"");
    }

    @Test
    void aCommandPrintsToItsOutputAndEndsWithZero() {
        Ran ran = device.ssh("show version");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("Bumpwire");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aRefusedCommandSaysWhyAndEndsWithAnotherStatus() {
        Ran ran = device.ssh("show nothing-of-this-name");

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.out() + ran.err()).contains("nothing-of-this-name").doesNotContain("Exception");
    }

    @Test
    void aStrangersKeyIsRefused() {
        Path strange = home.resolve("stranger");
        Ran.of(Peer.SSH_KEYGEN.program(), "-q", "-t", "ed25519", "-N", "", "-f", strange.toString())
                .succeeded();
        String[] command = device.sshCommand().stream()
                .map(word -> word.endsWith("operator-key") ? strange.toString() : word)
                .toArray(String[]::new);

        Ran ran = Ran.of(command);

        assertThat(ran.exit()).isEqualTo(255);
        assertThat(ran.err()).contains("Permission denied");
    }

    @Test
    void everyCommandIsAudited() {
        device.ssh("show version").succeeded();
        device.ssh("show nothing-of-that-name");

        assertThat(device.ssh("show log audit last 20").succeeded().out())
                .contains("show version")
                .contains("show nothing-of-that-name");
    }
}
