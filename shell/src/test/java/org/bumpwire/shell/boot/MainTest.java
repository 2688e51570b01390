package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class MainTest {
    private static final Pattern SHOWN_PASSWORD = Pattern.compile("has the password (\\S+) ");

    @TempDir
    private Path temp;

    @Test
    void runsABatchAndKeepsWhatItSaved() throws Exception {
        try (LaunchedDevice first =
                batch("edit\ngen host-name tower\ngen location \"rack 7\"\ncommit\nexit\nsave-config\n")) {
            assertThat(first.exitStatus()).describedAs(first.errors()).isZero();
        }

        try (LaunchedDevice second = batch("display gen\n")) {
            assertThat(second.exitStatus()).describedAs(second.errors()).isZero();
            assertThat(second.output()).contains("host-name tower").contains("rack 7");
            assertThat(second.errors()).doesNotContain("password");
        }
    }

    @Test
    void tellsEveryBadLineByItsNumber() throws Exception {
        try (LaunchedDevice device = batch("show version\nshow nonsense\nedit\ngen colour blue\n")) {
            assertThat(device.exitStatus()).isEqualTo(1);
            assertThat(device.output()).contains("umpwire");
            assertThat(device.errors()).contains("line 2").contains("line 4");
        }
    }

    @Test
    void showsAGeneratedPasswordOnceAndStoresOnlyItsHash() throws Exception {
        try (LaunchedDevice device = batch("show version\n")) {
            assertThat(device.exitStatus()).isZero();

            Matcher shown = SHOWN_PASSWORD.matcher(device.errors());
            assertThat(shown.find()).isTrue();
            assertThat(filesWith(shown.group(1))).isEmpty();
        }
    }

    @Test
    void sharesItsStateDirectoryWithNoOtherDevice() throws Exception {
        try (LaunchedDevice first = daemonWith("show version\n")) {
            first.awaitOutput("umpwire");

            try (LaunchedDevice second = batch("show version\n")) {
                assertThat(second.exitStatus()).isEqualTo(1);
                assertThat(second.errors())
                        .isEqualTo("bumpwire: State directory '%s' is in use by another running device%n"
                                .formatted(state()));
            }
        }
    }

    @Test
    void saysThatThePortIsBusy() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LaunchedDevice device = LaunchedDevice.start(
                        temp,
                        "show version\n",
                        "--state",
                        state(),
                        "--ssh",
                        "127.0.0.1:" + busy.getLocalPort(),
                        "--batch",
                        "-")) {
            assertThat(device.exitStatus()).isEqualTo(1);
            assertThat(device.errors().lines().filter(line -> line.startsWith("bumpwire: ")))
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + busy.getLocalPort())
                    .contains("Address already in use");
            assertThat(device.errors()).doesNotContain("\tat ");
        }
    }

    @Test
    void endsCleanlyWithinFiveSecondsOfASignal() throws Exception {
        try (LaunchedDevice device = daemonWith("show log system last 1\n")) {
            device.awaitOutput("component=");

            assertThat(device.terminate()).isLessThan(Duration.ofSeconds(5));
        }

        try (LaunchedDevice next = batch("show log system last 20\n")) {
            assertThat(next.exitStatus()).describedAs(next.errors()).isZero();
            assertThat(next.output()).contains("stops").contains("starts");
        }
    }

    @Test
    void keepsTheRecordsOfAStartThatASignalEndsAtOnce() throws Exception {
        try (LaunchedDevice device = LaunchedDevice.start(temp, "", "--state", state(), "--ssh", "off", "--daemon")) {
            device.awaitErrors("has the password");

            assertThat(device.terminate()).isLessThan(Duration.ofSeconds(5));
            assertThat(device.exitStatus()).isEqualTo(128 + 15);
        }

        try (LaunchedDevice next = batch("show log system last 20\n")) {
            assertThat(next.exitStatus()).describedAs(next.errors()).isZero();
            assertThat(next.output().lines().filter(line -> line.contains("starts")))
                    .hasSize(2);
            assertThat(next.output()).contains("stops");
        }
    }

    @Test
    void doesNotGoOnAfterABatchThatWasRefused() throws Exception {
        try (LaunchedDevice device = daemonWith("show nonsense\n")) {
            assertThat(device.exitStatus()).isEqualTo(1);
        }
    }

    @Test
    void refusesACorruptStateDirectoryAndLeavesItAlone() throws Exception {
        try (LaunchedDevice device = batch("save-config\n")) {
            assertThat(device.exitStatus()).describedAs(device.errors()).isZero();
        }
        List<Path> saved = filesWith("aaa");
        assertThat(saved).isNotEmpty();
        for (Path file : saved) {
            Files.writeString(file, "\0\1rubbish");
        }

        try (LaunchedDevice device = batch("show version\n")) {
            assertThat(device.exitStatus()).isEqualTo(1);
            assertThat(device.errors().lines()).singleElement().asString().startsWith("bumpwire: ");
        }
        for (Path file : saved) {
            assertThat(file).hasContent("\0\1rubbish");
        }
    }

    @Test
    void needsATerminalOrAnotherTask() throws Exception {
        try (LaunchedDevice device = LaunchedDevice.start(temp, "", "--state", state())) {
            assertThat(device.exitStatus()).isEqualTo(1);
            assertThat(device.errors())
                    .isEqualTo("bumpwire: There is no terminal for a shell; use --batch or --daemon%n".formatted());
        }
        assertThat(Path.of(state())).doesNotExist();
    }

    @Test
    void refusesOptionsThatItDoesNotHave() throws Exception {
        try (LaunchedDevice device = LaunchedDevice.start(temp, "", "--stat", state())) {
            assertThat(device.exitStatus()).isEqualTo(2);
            assertThat(device.errors().lines())
                    .singleElement()
                    .asString()
                    .startsWith("bumpwire: Unknown option")
                    .endsWith("(see bumpwire --help)");
        }
    }

    @Test
    void givesATour() throws Exception {
        try (LaunchedDevice device = LaunchedDevice.start(temp, "", "--tour")) {
            assertThat(device.exitStatus())
                    .describedAs(device.output() + device.errors())
                    .isZero();
            assertThat(device.output()).contains("connInspected").contains("bypassDomain");
        }
    }

    private LaunchedDevice batch(String lines) throws IOException {
        return LaunchedDevice.start(temp, lines, "--state", state(), "--ssh", "off", "--batch", "-");
    }

    private LaunchedDevice daemonWith(String lines) throws IOException {
        return LaunchedDevice.start(temp, lines, "--state", state(), "--ssh", "off", "--batch", "-", "--daemon");
    }

    private String state() {
        return temp.resolve("state").toString();
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(state()))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.size(file) < (1 << 20)
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
