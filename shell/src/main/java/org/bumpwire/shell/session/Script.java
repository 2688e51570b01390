package org.bumpwire.shell.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines that nobody types: a batch file or the command of an SSH exec channel.
 *
 * <p>A bad line is reported with its number and the rest still run, but nothing is committed after a configuration line
 * was refused, for half a configuration is not what was asked for.
 */
public final class Script implements AutoCloseable {
    private final ShellSession session;
    private final PrintStream errors;
    private @Nullable BufferedReader source;
    private int number;

    public Script(ShellSessions sessions, Operator operator, PrintStream output, PrintStream errors) {
        this.session = sessions.open(operator, new PrintScreen(output, errors, this::next));
        this.errors = errors;
    }

    /** Runs every line; 0 if all were accepted and no change was left uncommitted, else 1. */
    public int run(BufferedReader lines) throws IOException {
        source = lines;
        number = 0;
        Outcome worst = Outcome.ACCEPTED;
        try {
            Optional<String> line = next();
            while (line.isPresent()) {
                boolean alone = number == 1 && !more(lines);
                if (!session.execute(line.get(), alone ? 0 : number).accepted()) {
                    worst = Outcome.REFUSED;
                }
                line = session.isOpen() ? next() : Optional.empty();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!session.isOpen() && isLeftOut(lines)) {
            errors.println("error: The session ended before line %d, so that was not run".formatted(number));
            worst = Outcome.REFUSED;
        }
        if (session.editing().filter(e -> e.candidate().changed()).isPresent()) {
            errors.println("error: The changes were not committed and are dropped; end with commit or discard");
            worst = Outcome.REFUSED;
        }
        return worst.exitStatus();
    }

    /** Stops the line that runs and leaves out the rest; from any thread. */
    public void hangup() {
        session.hangup();
    }

    @Override
    public void close() {
        session.close();
    }

    private Optional<String> next() {
        BufferedReader lines = source;
        if (lines == null) {
            return Optional.empty();
        }
        try {
            String line = lines.readLine();
            number++;
            return Optional.ofNullable(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether something to do stands behind the end of the session; counts up to it. */
    private boolean isLeftOut(BufferedReader lines) throws IOException {
        while (more(lines)) {
            String text = next().orElse("").strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                return true;
            }
        }
        return false;
    }

    /** Whether another line is there already; does not wait for one. */
    private static boolean more(BufferedReader lines) throws IOException {
        if (!lines.ready()) {
            return false;
        }
        lines.mark(1);
        boolean more = lines.read() != -1;
        lines.reset();
        return more;
    }
}
