package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher lets a virtual machine leave behind, asked of one that only tells how it was started. */
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            echo "umask $(umask)"
            echo "cores $(ulimit -c)"
            for option in "$@"; do echo "option $option"; done
            """;

    @TempDir
    Path root;

    @Test
    void leavesNoMemoryOnDiskAndNothingThatOthersMayRead() throws Exception {
        List<String> told = launch();

        assertThat(told).contains("umask 0077", "cores 0");
        assertThat(told).contains("option -XX:-CreateCoredumpOnCrash", "option -XX:-HeapDumpOnOutOfMemoryError");
        assertThat(told).noneMatch(line -> line.contains("+HeapDump"));
    }

    private List<String> launch() throws Exception {
        Path java = root.resolve("jdk/bin/java");
        write(java, JAVA);
        write(root.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Path launcher = root.resolve("shell/bin/bumpwire");
        write(launcher, Files.readString(Path.of("bin/bumpwire")));
        write(root.resolve("pom.xml"), "");
        write(root.resolve("shell/pom.xml"), "");
        Files.createDirectories(root.resolve("shell/src/main"));
        Path built = root.resolve("shell/target/built");
        write(built, "");
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(60)));
        Path answer = root.resolve("answer");
        ProcessBuilder builder = new ProcessBuilder("sh", launcher.toString())
                .redirectOutput(answer.toFile())
                .redirectError(root.resolve("errors").toFile());
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .describedAs(Files.readString(root.resolve("errors")))
                .isZero();
        return Files.readAllLines(answer);
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
