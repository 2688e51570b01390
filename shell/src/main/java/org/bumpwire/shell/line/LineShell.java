package org.bumpwire.shell.line;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.ShellSessions;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person at a terminal: prompt, line editor, help and completion, history, paging. */
public final class LineShell {
    private static final Logger LOG = LoggerFactory.getLogger(LineShell.class);
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;
    private static final int HISTORY_LINES = 1_000;
    private static final int MOST_FAULTS = 3;
    private static final String MONOCHROME = "fg:default";
    private static final String HELP = "shell-help";

    private final Terminal terminal;
    private final TerminalScreen screen;
    private final ShellSession session;
    private final LineReader reader;
    private final KeptHistory history;
    private int faults;

    private LineShell(ShellSessions sessions, Operator operator, Terminal terminal, Keyboard keyboard) {
        this.terminal = terminal;
        this.screen = new TerminalScreen(terminal, keyboard::pressed);
        this.session = sessions.open(operator, screen);
        keyboard.listener = session::touch;
        this.history = new KeptHistory(session::masked);
        screen.remember(history);
        this.reader = reader(KeptHistory.file(sessions.device().histories(), operator.user()));
        screen.announceAbove(reader);
        terminal.handle(Terminal.Signal.INT, signal -> interruptCommand());
    }

    /** On the terminal from which the process was started. */
    public static LineShell console(ShellSessions sessions, Operator operator) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("console")
                .system(true)
                .nativeSignals(true)
                .encoding(StandardCharsets.UTF_8)
                .build();
        terminal.setSize(usable(terminal.getWidth(), terminal.getHeight()));
        return new LineShell(sessions, operator, terminal, new Keyboard());
    }

    /**
     * Over any pair of streams, such as an SSH channel's.
     *
     * @param terminalType as in TERM
     * @param columns 0 where it is not known
     * @param rows 0 where it is not known
     */
    public static LineShell overStreams(
            ShellSessions sessions,
            Operator operator,
            InputStream input,
            OutputStream output,
            String terminalType,
            int columns,
            int rows)
            throws IOException {
        Keyboard keyboard = new Keyboard();
        TerminalKind kind = new TerminalKind(terminalType, columns);
        Terminal terminal = kind.over(keyboard.watched(input), output);
        terminal.setSize(usable(columns, rows));
        LineShell shell = new LineShell(sessions, operator, terminal, keyboard);
        if (kind.isPlain()) {
            PlainKeys.in(shell.reader);
        }
        if (!kind.hasPages()) {
            shell.screen.pages(0);
        }
        return shell;
    }

    /** Serves the operator until they leave or are hung up; returns then. */
    public void run() {
        try {
            welcome();
            while (session.isOpen()) {
                readAndRun();
            }
        } finally {
            session.close();
            close();
        }
    }

    /** The window has another size now; from any thread. */
    public void resize(int columns, int rows) {
        try {
            terminal.setSize(usable(columns, rows));
            terminal.raise(Terminal.Signal.WINCH);
        } catch (IllegalStateException e) {
            LOG.debug("Window of session {} is gone", session.id(), e);
        }
    }

    /** As if Ctrl-C had been typed; from any thread. */
    public void interrupt() {
        terminal.raise(Terminal.Signal.INT);
    }

    /** Ends {@link #run} soon: the operator is gone or the device stops; from any thread. */
    public void hangup() {
        session.hangup();
    }

    private void interruptCommand() {
        screen.interrupt();
        session.interrupt();
    }

    private void welcome() {
        String banner = session.device().config().running().general().banner();
        // Over SSH it was shown before the login.
        if (!banner.isEmpty() && session.operator().origin() != Operator.Origin.SSH) {
            banner.lines().forEach(terminal.writer()::println);
        }
        session.operator().news().forEach(terminal.writer()::println);
        terminal.writer().println("Type ? for help, Tab to complete");
        terminal.flush();
    }

    private void readAndRun() {
        String prompt = session.prompt() + " ";
        try {
            run(reader.readLine(prompt), prompt.length());
        } catch (UserInterruptException e) {
            LOG.trace("Line of session {} cancelled", session.id());
        } catch (EndOfFileException e) {
            endOfInput();
        } catch (RuntimeException e) {
            editorFailed(e);
        }
    }

    /** The editor's own fault, or a terminal that was closed under it; a line is lost, but not the session. */
    private void editorFailed(RuntimeException fault) {
        if (!session.isOpen()) {
            LOG.debug("Terminal of session {} is gone", session.id(), fault);
            return;
        }
        LOG.warn("The line editor of session {} failed", session.id(), fault);
        if (++faults >= MOST_FAULTS) {
            session.hangup();
        }
    }

    /** Several lines at once were pasted; each is run, and complaints name their number. */
    private void run(String typed, int promptColumns) {
        String[] lines = typed.split("\n", -1);
        if (lines.length == 1) {
            screen.typedBehind(OptionalInt.of(promptColumns));
            session.execute(typed);
            return;
        }
        screen.typedBehind(OptionalInt.empty());
        for (int i = 0; i < lines.length && session.isOpen(); i++) {
            session.execute(lines[i], i + 1);
        }
        session.forgetRefusedLines();
    }

    /** Ctrl-D, or a terminal that is gone. */
    private void endOfInput() {
        if (!session.isOpen()) {
            return;
        }
        try {
            session.logout();
        } catch (CommandException e) {
            screen.errorLine("error: " + e.getMessage());
        }
    }

    private LineReader reader(Optional<Path> historyFile) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("bumpwire")
                .terminal(terminal)
                .parser(new EditedLine.Cutter())
                .completer(this::complete)
                .history(history)
                // The shell's own ! leaves edit mode.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_INCREMENTAL, true)
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES)
                .variable(LineReader.BELL_STYLE, "none")
                // A word is completed or it is wrong; similar ones are shown when it has run.
                .variable(LineReader.ERRORS, 0)
                .variable(LineReader.COMPLETION_STYLE_STARTING, MONOCHROME)
                .variable(LineReader.COMPLETION_STYLE_DESCRIPTION, MONOCHROME)
                .variable(LineReader.COMPLETION_STYLE_GROUP, MONOCHROME)
                .variable(LineReader.COMPLETION_STYLE_LIST_STARTING, MONOCHROME)
                .variable(LineReader.COMPLETION_STYLE_LIST_DESCRIPTION, MONOCHROME)
                .variable(LineReader.COMPLETION_STYLE_LIST_GROUP, MONOCHROME);
        historyFile.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        LineReader built = builder.build();
        built.getWidgets().put(HELP, () -> help(built));
        built.getKeyMaps().values().forEach(LineShell::bindHelp);
        return built;
    }

    private static void bindHelp(KeyMap<Binding> keys) {
        keys.bind(new Reference(HELP), "?");
    }

    /** {@code ?}: what may come next, printed above the line that is being typed. */
    private boolean help(LineReader built) {
        String line = built.getBuffer().toString();
        int cursor = built.getBuffer().cursor();
        Optional<List<String>> help = session.help(line, cursor);
        if (help.isEmpty()) {
            built.getBuffer().write('?');
            return true;
        }
        built.printAbove(session.prompt() + " " + line + "?\n" + String.join("\n", help.get()));
        return true;
    }

    private void complete(LineReader unused, ParsedLine line, List<Candidate> candidates) {
        for (Choice choice : session.choices(((EditedLine) line).partial())) {
            if (!choice.placeholder()) {
                candidates.add(candidate(choice, candidates.size()));
            }
        }
    }

    private static Candidate candidate(Choice choice, int order) {
        String help = choice.help().isEmpty() ? null : choice.help();
        return new Candidate(choice.word(), choice.word(), null, help, null, null, !choice.unfinished(), order);
    }

    private void close() {
        try {
            history.save();
        } catch (IOException | RuntimeException e) {
            LOG.warn("History of {} was not kept", session.operator().user(), e);
        }
        try {
            terminal.close();
        } catch (IOException e) {
            LOG.debug("Terminal of session {} did not close", session.id(), e);
        }
    }

    /** JLine draws nothing useful on a window without a size. */
    private static Size usable(int columns, int rows) {
        return new Size(columns > 0 ? columns : USUAL_COLUMNS, rows > 0 ? rows : USUAL_ROWS);
    }

    /** Tells the session that somebody types. */
    private static final class Keyboard {
        private volatile Runnable listener = () -> {};

        private void pressed() {
            listener.run();
        }

        private InputStream watched(InputStream input) {
            return new FilterInputStream(input) {
                @Override
                public int read() throws IOException {
                    int key = super.read();
                    pressed();
                    return key;
                }

                @Override
                public int read(byte[] keys, int offset, int length) throws IOException {
                    int count = super.read(keys, offset, length);
                    pressed();
                    return count;
                }
            };
        }
    }
}
