package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A device in a process of its own, started as the launcher starts it. */
final class LaunchedDevice implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final Path out;
    private final Path err;

    private LaunchedDevice(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static LaunchedDevice start(Path scratch, String input, String... arguments) throws IOException {
        Path in = Files.writeString(Files.createTempFile(scratch, "in", ""), input);
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-Djdk.console=java.base", "-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new LaunchedDevice(process, out, err);
    }

    /** Waits for its end by itself. */
    int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .describedAs("ended by itself")
                .isTrue();
        return process.exitValue();
    }

    void awaitOutput(String text) {
        await().atMost(LIMIT).failFast(() -> !process.isAlive()).until(() -> output().contains(text));
    }

    void awaitErrors(String text) {
        await().atMost(LIMIT).failFast(() -> !process.isAlive()).until(() -> errors().contains(text));
    }

    /** Sends SIGTERM and answers how long the end took. */
    Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        exitStatus();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Ends it as a power cut would, but for what the kernel has taken already. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String output() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String errors() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
