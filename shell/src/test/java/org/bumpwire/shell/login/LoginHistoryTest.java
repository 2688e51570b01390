package org.bumpwire.shell.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginHistoryTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00.123Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void choose() {
        file = directory.resolve("logins");
    }

    @Test
    void saysNothingAtTheFirstLogin() {
        assertThat(LoginHistory.in(file).admitted("alice", "192.0.2.1:5000", MONDAY))
                .isEmpty();
    }

    @Test
    void tellsOfTheLastLoginAndTheFailuresSinceAlsoAfterARestart() throws IOException {
        LoginHistory before = LoginHistory.in(file);
        before.admitted("alice", "192.0.2.1:5000", MONDAY);
        before.refused("alice", "203.0.113.5:6000", MONDAY.plusSeconds(60));
        before.refused("alice", "203.0.113.6:6000", MONDAY.plusSeconds(120));

        LoginHistory after = LoginHistory.in(file);

        assertThat(after.admitted("alice", "[2001:db8::1]:7000", MONDAY.plusSeconds(180)))
                .containsExactly(
                        "Last login: 2026-11-23T12:00:00Z from 192.0.2.1:5000",
                        "2 failed logins since then, the last 2026-11-23T12:02:00Z from 203.0.113.6:6000");
        assertThat(after.admitted("alice", "192.0.2.1:5000", MONDAY.plusSeconds(240)))
                .containsExactly("Last login: 2026-11-23T12:03:00Z from [2001:db8::1]:7000");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void remembersNoStranger() throws IOException {
        LoginHistory history = LoginHistory.in(file);
        history.refused("eve", "192.0.2.66:1", MONDAY);

        assertThat(file).doesNotExist();
        assertThat(history.admitted("eve", "192.0.2.66:2", MONDAY)).isEmpty();
    }

    @Test
    void aDamagedFileKeepsNobodyOut() throws IOException {
        Files.writeString(file, "nonsense\nalice not-a-time x y z 1\n");

        assertThat(LoginHistory.in(file).admitted("alice", "192.0.2.1:5000", MONDAY))
                .isEmpty();
    }
}
