package org.bumpwire.shell.session;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A screen at which nobody sits. */
final class PrintScreen implements Screen {
    private final PrintStream output;
    private final PrintStream errors;

    PrintScreen(PrintStream output, PrintStream errors) {
        this.output = output;
        this.errors = errors;
    }

    @Override
    public void line(String text) {
        output.println(text);
    }

    @Override
    public void errorLine(String text) {
        errors.println(text);
    }

    @Override
    public void begin(boolean paged) {
        // Nobody reads along, so nothing waits.
    }

    @Override
    public void end() {
        output.flush();
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public int columns() {
        return Integer.MAX_VALUE;
    }

    @Override
    public OptionalInt typedAt() {
        return OptionalInt.empty();
    }

    @Override
    public boolean left() {
        return output.checkError();
    }

    @Override
    public boolean leaves(Duration wait) {
        return false;
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
    public void hangup() {
        // It waits for nobody.
    }
}
