package org.bumpwire.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAreaTest {
    @TempDir
    private Path directory;

    private TestDevice device;
    private FileArea remote;

    @BeforeEach
    void open() throws StoreException, IOException {
        device = new TestDevice(directory);
        remote = device.ssh("olga", new Typist()).files();
        Files.createDirectories(device.files.resolve("sub"));
        Files.writeString(directory.resolve("secret"), "secret");
        Files.writeString(device.files.resolve("mine"), "one\ntwo\n");
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void readsAndWritesInItsDirectory() throws CommandException, IOException {
        assertThat(remote.lines("mine")).containsExactly("one", "two");

        remote.write("sub/new", List.of("a"));

        Path written = device.files.resolve("sub/new");
        assertThat(written).hasContent("a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/hostname", "sub/../../secret", "sub/../../state/config/lock"})
    void letsNobodyFromTheNetworkOut(String typed) {
        assertThatThrownBy(() -> remote.readable(typed))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("outside the file area");
        assertThatThrownBy(() -> remote.write(typed, List.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("outside the file area");
    }

    @Test
    void followsNoLinkOut() throws IOException {
        Files.createSymbolicLink(device.files.resolve("link"), directory.resolve("secret"));
        Files.createSymbolicLink(device.files.resolve("up"), directory);
        Files.createSymbolicLink(device.files.resolve("dangling"), directory.resolve("not-yet"));

        assertThatThrownBy(() -> remote.readable("link")).hasMessageContaining("outside the file area");
        assertThatThrownBy(() -> remote.readable("up/secret")).hasMessageContaining("outside the file area");
        assertThatThrownBy(() -> remote.write("up/new", List.of())).hasMessageContaining("outside the file area");
        assertThatThrownBy(() -> remote.write("dangling", List.of())).isInstanceOf(CommandException.class);
        assertThat(directory.resolve("not-yet")).doesNotExist();
    }

    @Test
    void overwritesNothing() {
        assertThatThrownBy(() -> remote.write("mine", List.of())).hasMessageContaining("exists already");
    }

    @Test
    void trustsTheConsole() throws CommandException {
        FileArea local = device.console(new Typist()).files();

        assertThat(local.lines(directory.resolve("secret").toString())).containsExactly("secret");
    }
}
