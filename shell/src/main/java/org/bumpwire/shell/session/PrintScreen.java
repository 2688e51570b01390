package org.bumpwire.shell.session;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A screen at which nobody sits. */
final class PrintScreen extends UnattendedScreen {
    private final PrintStream output;
    private final PrintStream errors;
    private final Supplier<Optional<String>> source;

    /** @param source of the lines that follow the one that is run */
    PrintScreen(PrintStream output, PrintStream errors, Supplier<Optional<String>> source) {
        this.output = output;
        this.errors = errors;
        this.source = source;
    }

    @Override
    public void line(String text) {
        output.println(text);
    }

    @Override
    public void errorLine(String text) {
        output.flush();
        errors.println(text);
    }

    @Override
    public void end() {
        output.flush();
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public boolean left() {
        return output.checkError();
    }

    @Override
    public List<String> askLines(String prompt) {
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = source.get();
                line.isPresent() && !line.get().equals(".");
                line = source.get()) {
            lines.add(line.get());
        }
        return lines;
    }
}
