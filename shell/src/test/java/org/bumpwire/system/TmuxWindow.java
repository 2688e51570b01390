package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real terminal, at which a program runs that somebody types at: tmux's. */
final class TmuxWindow implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String ENDED = "Ended with status ";

    private final List<String> tmux;

    private TmuxWindow(List<String> tmux) {
        this.tmux = tmux;
    }

    /** @param home a folder of its own, whose path is short enough for a socket */
    static TmuxWindow open(Path home, int columns, int rows, List<String> command) {
        try {
            Path config = Files.writeString(home.resolve("tmux.conf"), "set -g status off\n");
            TmuxWindow window = new TmuxWindow(
                    List.of(Peer.TMUX.program(), "-S", home.resolve("tmux").toString(), "-f", config.toString()));
            List<String> start = new ArrayList<>(
                    List.of("new-session", "-d", "-x", Integer.toString(columns), "-y", Integer.toString(rows), "--"));
            // A window of a program that has ended stays, and tells how.
            start.addAll(List.of("sh", "-c", "\"$@\"; echo \"%s$?\"; exec cat".formatted(ENDED), "sh"));
            start.addAll(command);
            window.tmux(start.toArray(String[]::new));
            return window;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types the text as it is. */
    void type(String text) {
        tmux("send-keys", "-l", "--", text);
    }

    /** Types the text and a new line. */
    void enter(String text) {
        type(text);
        press("Enter");
    }

    /** Presses a key by tmux's name for it, such as {@code Tab} or {@code C-c}. */
    void press(String key) {
        tmux("send-keys", key);
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** What stands on the window now, from top to bottom, without the empty lines at its end. */
    List<String> lines() {
        return tmux("capture-pane", "-p").out().stripTrailing().lines().toList();
    }

    /** Waits until a line of the window contains the text. */
    void sees(String text) {
        await("'" + text + "' on the window")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains(text)));
    }

    /** Waits until the last line of the window, where the cursor is, equals the text. */
    void stopsAt(String text) {
        await("'" + text + "' at the end of the window")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(lines()).last().asString().isEqualTo(text));
    }

    /** Waits for the end of its program. */
    int exitStatus() {
        sees(ENDED);
        return lines().stream()
                .filter(line -> line.startsWith(ENDED))
                .mapToInt(line -> Integer.parseInt(line.substring(ENDED.length())))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        tmux("kill-server");
    }

    private Ran tmux(String... arguments) {
        List<String> command = new ArrayList<>(tmux);
        command.addAll(List.of(arguments));
        return Ran.of(command.toArray(String[]::new)).succeeded();
    }
}
