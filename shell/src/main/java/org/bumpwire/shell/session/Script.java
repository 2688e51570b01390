package org.bumpwire.shell.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Lines that nobody types: a batch file or the command of an SSH exec channel.
 *
 * <p>A bad line is reported with its number and the rest still run, but nothing is committed after a configuration line
 * was refused, for half a configuration is not what was asked for.
 */
public final class Script implements AutoCloseable {
    private final ShellSession session;

    public Script(ShellSessions sessions, Operator operator, PrintStream output, PrintStream errors) {
        this.session = sessions.open(operator, new PrintScreen(output, errors));
    }

    /** Runs every line; 0 if all were accepted, else 1. */
    public int run(BufferedReader lines) throws IOException {
        int status = 0;
        for (String line = lines.readLine(); line != null && session.isOpen(); line = lines.readLine()) {
            status = Math.max(status, session.execute(line).exitStatus());
        }
        return status;
    }

    /** Stops the line that runs and leaves out the rest; from any thread. */
    public void hangup() {
        session.hangup();
    }

    @Override
    public void close() {
        session.close();
    }
}
