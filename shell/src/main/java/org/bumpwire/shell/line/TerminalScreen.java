package org.bumpwire.shell.line;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bumpwire.shell.session.Screen;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's terminal while a command runs: pages, live output, questions. */
final class TerminalScreen implements Screen {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalScreen.class);
    private static final String MORE = "--More-- (space: page, enter: line, q: leave)";
    private static final int MOST_SECRET = 1 << 20;
    private static final int USUAL_COLUMNS = 80;
    private static final long GLANCE_MILLIS = 200;

    private final Terminal terminal;
    private final LineReader questions;
    private final Runnable keyPressed;
    private @Nullable KeptHistory history;
    private volatile @Nullable LineReader prompt;
    private @Nullable Attributes cooked;
    private OptionalInt typedAt = OptionalInt.empty();
    private boolean paged;
    private OptionalInt chosenRows = OptionalInt.empty();
    private OptionalInt chosenColumns = OptionalInt.empty();
    private int rowsLeft;
    private boolean left;
    private volatile boolean interrupted;
    private volatile boolean hungUp;

    /** @param keyPressed told of keys that are no part of a line */
    TerminalScreen(Terminal terminal, Runnable keyPressed) {
        this.terminal = terminal;
        this.keyPressed = keyPressed;
        this.questions = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new EditedLine.Cutter())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
    }

    void remember(KeptHistory kept) {
        history = kept;
    }

    /** Announcements do not disturb the line that is typed here. */
    void announceAbove(LineReader reader) {
        prompt = reader;
    }

    /** The next line was typed behind a prompt of so many columns; nothing where it cannot be pointed at. */
    void typedBehind(OptionalInt columns) {
        typedAt = columns;
    }

    /** Ctrl-C; from any thread. */
    void interrupt() {
        interrupted = true;
    }

    @Override
    public void line(String text) {
        if (left()) {
            return;
        }
        if (paged) {
            int rows = rowsOf(text);
            if (rowsLeft < rows && !more()) {
                left = true;
                return;
            }
            rowsLeft -= rows;
        }
        print(text);
    }

    @Override
    public void errorLine(String text) {
        print(text);
        terminal.flush();
    }

    @Override
    public void begin(boolean pagedAnswer) {
        paged = pagedAnswer;
        left = false;
        interrupted = false;
        rowsLeft = pageRows();
    }

    @Override
    public void end() {
        Attributes before = cooked;
        if (before != null) {
            cooked = null;
            restore(before);
        }
        paged = false;
        if (interrupted) {
            // The terminal has shown a ^C, behind which no prompt should stand.
            terminal.writer().println();
        }
        terminal.flush();
    }

    @Override
    public void flush() {
        terminal.flush();
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public void pages(int rows) {
        chosenRows = OptionalInt.of(rows);
    }

    @Override
    public void width(int columns) {
        chosenColumns = OptionalInt.of(columns);
    }

    @Override
    public int columns() {
        int columns = chosenColumns.orElse(terminal.getWidth());
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    @Override
    public OptionalInt typedAt() {
        return typedAt;
    }

    @Override
    public boolean left() {
        return left || interrupted || hungUp;
    }

    @Override
    public boolean leaves(Duration wait) {
        paged = false;
        terminal.flush();
        long end = System.nanoTime() + wait.toNanos();
        for (long rest = wait.toNanos(); rest > 0 && !left(); rest = end - System.nanoTime()) {
            int key = key(Math.min(GLANCE_MILLIS, Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest))));
            if (isLeave(key)) {
                left = true;
            }
        }
        return left();
    }

    @Override
    public Optional<char[]> askSecret(String prompt) {
        try {
            return Optional.of(questions.readLine(prompt, '\0').toCharArray());
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean confirm(String question) {
        try {
            String answer = questions.readLine(question + " [y/N] ").trim();
            return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
        } catch (UserInterruptException | EndOfFileException e) {
            return false;
        }
    }

    @Override
    public List<String> askLines(String prompt) {
        return askLines(prompt, Integer.MAX_VALUE, () -> questions.readLine(""));
    }

    @Override
    public List<String> askSecretLines(String prompt) {
        return askLines(prompt, MOST_SECRET, () -> questions.readLine("", '\0'));
    }

    /** @param most characters, beyond which nothing more is kept: whoever asked sees that it is too much */
    private List<String> askLines(String prompt, int most, Supplier<String> next) {
        print(prompt);
        List<String> lines = new ArrayList<>();
        int kept = 0;
        try {
            while (true) {
                for (String line : next.get().split("\n", -1)) {
                    if (line.equals(".")) {
                        return lines;
                    }
                    if (kept <= most) {
                        lines.add(line);
                        kept += line.length() + 1;
                    }
                }
            }
        } catch (EndOfFileException e) {
            return lines;
        } catch (UserInterruptException e) {
            return List.of();
        }
    }

    @Override
    public List<String> history() {
        KeptHistory kept = history;
        return kept == null ? List.of() : kept.lines();
    }

    @Override
    public void announce(String text) {
        LineReader reader = prompt;
        if (reader == null || hungUp) {
            return;
        }
        try {
            reader.printAbove("*** " + text);
        } catch (RuntimeException e) {
            LOG.debug("An announcement found no terminal", e);
        }
    }

    @Override
    public void hangup() {
        if (hungUp) {
            return;
        }
        hungUp = true;
        try {
            terminal.input().close();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Keyboard of a session that is hung up did not close", e);
        }
    }

    /** Waits for the reader; false if they have seen enough. */
    private boolean more() {
        terminal.writer().print(MORE);
        terminal.flush();
        int key = key(GLANCE_MILLIS);
        while (!isAnswer(key) && !left()) {
            key = key(GLANCE_MILLIS);
        }
        if (!terminal.puts(Capability.carriage_return)) {
            terminal.writer().print('\r');
        }
        terminal.writer().print(" ".repeat(MORE.length()) + "\r");
        terminal.flush();
        if (left() || isLeave(key)) {
            return false;
        }
        rowsLeft = key == '\r' || key == '\n' ? 1 : pageRows();
        return true;
    }

    private static boolean isAnswer(int key) {
        return key == ' ' || key == '\r' || key == '\n' || isLeave(key);
    }

    private static boolean isLeave(int key) {
        return key == 'q' || key == 'Q' || key == 3 || key == NonBlockingReader.EOF;
    }

    private int key(long millis) {
        try {
            if (cooked == null) {
                cooked = terminal.enterRawMode();
            }
            int key = terminal.reader().read(millis);
            if (key != NonBlockingReader.READ_EXPIRED) {
                keyPressed.run();
            }
            return key;
        } catch (IOException | IllegalStateException e) {
            return NonBlockingReader.EOF;
        }
    }

    /** A page less the line that asks; where nobody knows how long a page is, everything is one. */
    private int pageRows() {
        int rows = chosenRows.orElse(terminal.getHeight());
        return rows > 2 ? rows - 1 : Integer.MAX_VALUE;
    }

    private int rowsOf(String text) {
        return Math.max(1, (text.length() + columns() - 1) / columns());
    }

    private void restore(Attributes before) {
        try {
            terminal.setAttributes(before);
        } catch (IllegalStateException e) {
            LOG.debug("Terminal is gone already", e);
        }
    }

    private void print(String text) {
        terminal.writer().println(text);
    }
}
