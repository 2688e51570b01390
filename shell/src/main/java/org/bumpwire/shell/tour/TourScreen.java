package org.bumpwire.shell.tour;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bumpwire.shell.session.Screen;

/** Shows what the tour types and what the device answers; nobody is asked anything. */
final class TourScreen implements Screen {
    private static final int COLUMNS = 140;
    private static final String BOLD = "\033[1m";
    private static final String CYAN = "\033[36m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final boolean coloured;

    TourScreen(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void heading(String text) {
        out.println();
        out.println(in(CYAN, "# " + text));
    }

    void typed(String prompt, String command) {
        out.println(prompt + in(BOLD, command));
    }

    @Override
    public void line(String text) {
        out.println(text);
    }

    @Override
    public void errorLine(String text) {
        out.println(text);
    }

    @Override
    public void begin(boolean paged) {
        // The tour does not wait for its reader.
    }

    @Override
    public void end() {
        out.flush();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public OptionalInt typedAt() {
        return OptionalInt.empty();
    }

    @Override
    public boolean left() {
        return out.checkError();
    }

    @Override
    public boolean leaves(Duration wait) {
        return false;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public Optional<char[]> askSecret(String prompt) {
        return Optional.empty();
    }

    @Override
    public boolean confirm(String question) {
        return false;
    }

    @Override
    public List<String> askLines(String prompt) {
        return List.of();
    }

    @Override
    public void announce(String text) {
        // The tour commits nothing that waits.
    }

    @Override
    public List<String> askSecretLines(String prompt) {
        return List.of();
    }

    @Override
    public void hangup() {
        // Nobody sits here.
    }

    private String in(String style, String text) {
        return coloured ? style + text + PLAIN : text;
    }
}
