package org.bumpwire.config.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableDiskTest {
    @TempDir
    private Path directory;

    private final DurableDisk disk = new DurableDisk();

    @Test
    void replacesAFile() throws IOException {
        Path file = directory.resolve("a");
        disk.write(file, "old".getBytes(UTF_8));
        disk.write(file, "new".getBytes(UTF_8));

        assertThat(file).hasContent("new");
        assertThat(directory.resolve("a.tmp")).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhereItCannotPutTheFileInPlace() throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("a"));
        Files.writeString(occupied.resolve("inside"), "kept");

        assertThatThrownBy(() -> disk.write(occupied, "new".getBytes(UTF_8))).isInstanceOf(IOException.class);
        assertThat(directory.resolve("a.tmp")).doesNotExist();
        assertThat(occupied.resolve("inside")).hasContent("kept");
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> disk.write(directory.resolve("none/a"), new byte[1]))
                .isInstanceOf(IOException.class);
    }
}
