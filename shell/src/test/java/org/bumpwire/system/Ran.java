package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A program that has run to its end. */
public record Ran(List<String> command, int exit, String out, String err) {
    static final Duration LIMIT = Duration.ofSeconds(60);

    /** Reading waits; in the common pool, which has a thread or two on a small machine, it would keep others waiting. */
    private static final Executor READERS = Executors.newCachedThreadPool(Ran::reader);

    public static Ran of(String... command) {
        return of(List.of(command), "", Map.of());
    }

    public static Ran of(List<String> command, String input, Map<String, String> environment) {
        return of(command, input, environment, LIMIT);
    }

    public static Ran of(List<String> command, String input, Map<String, String> environment, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            CompletableFuture<String> out =
                    CompletableFuture.supplyAsync(() -> text(process.getInputStream()), READERS);
            CompletableFuture<String> err =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), READERS);
            feed(process, input);
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            Ran ran = new Ran(command, ended ? process.exitValue() : -1, out.join(), err.join());
            assertThat(ended).as("%s ends within %s", ran, limit).isTrue();
            return ran;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command + " ran", e);
        }
    }

    /** With the standard input that a person would have typed. */
    private static void feed(Process process, String input) {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all of it.
        }
    }

    public Ran succeeded() {
        assertThat(exit).as("%s", this).isZero();
        return this;
    }

    List<String> lines() {
        return out.lines().toList();
    }

    static List<String> inNamespace(List<String> prefix, String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }

    static String path(Path path) {
        return path.toString();
    }

    private static Thread reader(Runnable reading) {
        Thread thread = new Thread(reading, "output-reader");
        thread.setDaemon(true);
        return thread;
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
