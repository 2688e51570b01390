package org.bumpwire.shell.tour;

import java.io.PrintStream;
import org.bumpwire.shell.session.UnattendedScreen;

/** Shows what the tour types and what the device answers; nobody is asked anything. */
final class TourScreen extends UnattendedScreen {
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
    public void end() {
        out.flush();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public boolean left() {
        return out.checkError();
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    private String in(String style, String text) {
        return coloured ? style + text + PLAIN : text;
    }
}
