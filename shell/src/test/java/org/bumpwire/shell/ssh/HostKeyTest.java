package org.bumpwire.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeyTest {
    @TempDir
    private Path temp;

    @Test
    void isMadeOnceAndThenKept() throws IOException {
        KeyPair made = HostKey.loadOrMake(temp.resolve("host-key"));

        KeyPair loaded = HostKey.loadOrMake(temp.resolve("host-key"));

        assertThat(loaded.getPublic()).isEqualTo(made.getPublic());
        assertThat(loaded.getPrivate()).isEqualTo(made.getPrivate());
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path file = temp.resolve("host-key");

        HostKey.loadOrMake(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isMadeThoughAnEarlierStartBrokeOff() throws IOException {
        Files.writeString(temp.resolve("host-key.new"), "half");

        assertThat(HostKey.loadOrMake(temp.resolve("host-key")).getPublic().getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void isNotReplacedWhenItCannotBeRead() throws IOException {
        Path file = Files.writeString(temp.resolve("host-key"), "rubbish\n");

        assertThatThrownBy(() -> HostKey.loadOrMake(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("host-key");
        assertThat(file).hasContent("rubbish\n");
    }
}
