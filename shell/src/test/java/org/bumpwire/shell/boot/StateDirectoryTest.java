package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    private Path temp;

    @Test
    void isMadeForItsOwnerAlone() throws Exception {
        try (StateDirectory state = StateDirectory.open(temp.resolve("deep").resolve("state"))) {
            assertThat(permissions(state.root())).isEqualTo("rwx------");
            assertThat(permissions(state.logs())).isEqualTo("rwx------");
            assertThat(permissions(state.files())).isEqualTo("rwx------");
        }
    }

    @Test
    void isClosedToOthersThoughItWasMadeOpen() throws Exception {
        Path open = Files.createDirectory(
                temp.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        try (StateDirectory state = StateDirectory.open(open)) {
            assertThat(permissions(state.root())).isEqualTo("rwx------");
        }
    }

    @Test
    void belongsToOneDeviceAtATime() throws Exception {
        Path path = temp.resolve("state");
        try (StateDirectory first = StateDirectory.open(path)) {
            assertThatThrownBy(() -> StateDirectory.open(path))
                    .isInstanceOf(BootException.class)
                    .hasMessage("State directory '%s' is in use by another running device", first.root());
        }

        try (StateDirectory second = StateDirectory.open(path)) {
            assertThat(second.root()).isEqualTo(path);
        }
    }

    @Test
    void saysWhatIsInTheWay() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> StateDirectory.open(file))
                .isInstanceOf(BootException.class)
                .hasMessage("State directory '%s' cannot be used: '%s' is not a directory", file, file);
        assertThatThrownBy(() -> StateDirectory.open(file.resolve("below")))
                .isInstanceOf(BootException.class)
                .hasMessageStartingWith("State directory '%s' cannot be used: ".formatted(file.resolve("below")));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
