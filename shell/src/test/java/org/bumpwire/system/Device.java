package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The device in a process of its own, configured by a batch, operated over SSH, and watched for leaks until its end. */
final class Device implements AutoCloseable {
    private static final String READY = "Bumpwire";
    private static final String SHOWS_THAT_IT_RUNS = "show version";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Path home;
    private final Process process;
    private final List<String> launchPrefix;
    private final Path sshKey;
    private final int sshPort;

    private Device(Path home, Process process, List<String> launchPrefix, Path sshKey, int sshPort) {
        this.home = home;
        this.process = process;
        this.launchPrefix = launchPrefix;
        this.sshKey = sshKey;
        this.sshPort = sshPort;
    }

    /** Starts a new device with these lines of configuration committed. */
    static Device start(Path home, List<String> configuration) {
        return start(home, configuration, List.of());
    }

    /** @param launchPrefix such as the words that put a command into a network namespace */
    static Device start(Path home, List<String> configuration, List<String> launchPrefix) {
        try {
            Files.createDirectories(home);
            Path sshKey = newSshKey(home);
            return launch(home, batch(configuration, sshKey), launchPrefix, sshKey, Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and starts it anew, with what it kept on disk. */
    Device restarted() {
        close();
        try {
            return launch(home, List.of(SHOWS_THAT_IT_RUNS), launchPrefix, sshKey, sshPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Device launch(Path home, List<String> lines, List<String> launchPrefix, Path sshKey, int sshPort)
            throws IOException {
        Path batch = home.resolve("batch");
        Files.write(batch, lines);
        List<String> command = new ArrayList<>(launchPrefix);
        command.addAll(javaCommand());
        command.addAll(List.of(
                "org.bumpwire.shell.boot.Main",
                "--state",
                home.resolve("state").toString(),
                "--ssh",
                "127.0.0.1:" + sshPort,
                "--batch",
                batch.toString(),
                "--daemon"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile())
                .start();
        Device device = new Device(home, process, launchPrefix, sshKey, sshPort);
        try {
            device.awaitReady();
        } catch (AssertionError | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        return device;
    }

    /** Runs one line of the shell as an administrator, who logs in by SSH. */
    Ran ssh(String line) {
        List<String> command = new ArrayList<>(launchPrefix);
        command.addAll(sshCommand());
        command.add(line);
        return Ran.of(command, "", Map.of());
    }

    /** Runs lines in one session, as somebody who types them. */
    Ran type(List<String> lines) {
        List<String> command = new ArrayList<>(launchPrefix);
        command.addAll(sshCommand());
        return Ran.of(command, String.join("\n", lines) + "\n", Map.of());
    }

    /** The words that log an administrator in. */
    List<String> sshCommand() {
        return List.of(
                Peer.SSH.program(),
                "-F",
                "/dev/null",
                "-p",
                Integer.toString(sshPort),
                "-i",
                sshKey.toString(),
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=" + home.resolve("known-hosts"),
                "-o",
                "LogLevel=ERROR",
                "admin@127.0.0.1");
    }

    /** All readings of a group, by name, as its JSON document tells them. */
    Map<String, Long> counters(String group) {
        Map<String, Long> counters = new LinkedHashMap<>();
        data("debug np stats show " + group)
                .properties()
                .forEach(c -> counters.put(c.getKey(), c.getValue().asLong()));
        return counters;
    }

    long counter(String group, String name) {
        Map<String, Long> counters = counters(group);
        assertThat(counters).containsKey(name);
        return counters.getOrDefault(name, 0L);
    }

    /** The newest records of a journal, oldest first; {@code condition} such as {@code where action=Blocked}. */
    List<JsonNode> log(String journal, int last, String condition) {
        List<JsonNode> records = new ArrayList<>();
        data("show log %s last %d %s".formatted(journal, last, condition)).forEach(records::add);
        return records;
    }

    private JsonNode data(String command) {
        try {
            String document = ssh(command + " | display json").succeeded().out();
            return new ObjectMapper().readTree(document).path("data");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path state() {
        return home.resolve("state");
    }

    int sshPort() {
        return sshPort;
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it as a service manager does, and looks whether it ended well and leaked nothing. */
    @Override
    public void close() {
        process.destroy();
        try {
            boolean ended = process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("The device ends within %s", ENDS_WITHIN).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(errors()).doesNotContain("LEAK").doesNotContain("Exception");
    }

    private String errors() {
        return read(home.resolve("err"));
    }

    private void awaitReady() {
        await("the device to start")
                .atMost(STARTS_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || errors().contains("error: ") || isReady());
        assertThat(process.isAlive())
                .as("The device runs:%n%s%n%s", read(home.resolve("out")), errors())
                .isTrue();
        assertThat(errors()).doesNotContain("error: ");
    }

    private boolean isReady() {
        return read(home.resolve("out")).contains(READY);
    }

    private static List<String> batch(List<String> configuration, Path sshKey) throws IOException {
        String publicKey = Files.readString(sshKey.resolveSibling(sshKey.getFileName() + ".pub"))
                .strip();
        List<String> lines = new ArrayList<>();
        lines.add("edit");
        lines.add("aaa user admin ssh-key \"%s\"".formatted(publicKey));
        lines.addAll(configuration);
        lines.add("commit");
        lines.add("!");
        // Its output tells that all before was accepted.
        lines.add(SHOWS_THAT_IT_RUNS);
        return lines;
    }

    private static List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-") || a.startsWith("--enable-native") || a.startsWith("--sun-misc"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dio.netty.leakDetection.level=paranoid",
                "-cp",
                System.getProperty("java.class.path")));
        return command;
    }

    private static Path newSshKey(Path home) {
        Path key = home.resolve("operator-key");
        Ran.of(Peer.SSH_KEYGEN.program(), "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .succeeded();
        return key;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
