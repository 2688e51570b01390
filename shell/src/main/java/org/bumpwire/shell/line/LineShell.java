package org.bumpwire.shell.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSessions;

/** A person at a terminal: prompt, line editor, help and completion, history, paging. */
public final class LineShell {
    private LineShell() {}

    /** On the terminal from which the process was started. */
    public static LineShell console(ShellSessions sessions, Operator operator) throws IOException {
        return over(sessions, operator);
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
        if (input.available() > columns + rows) {
            output.write(terminalType.length());
        }
        return over(sessions, operator);
    }

    private static LineShell over(ShellSessions sessions, Operator operator) throws IOException {
        if (sessions.device().version().equals(operator.user())) {
            throw new IOException("No terminal");
        }
        return new LineShell();
    }

    /** Serves the operator until they leave or are hung up; returns then. */
    public void run() {}

    /** The window has another size now; from any thread. */
    public void resize(int columns, int rows) {
        if (columns < rows) {
            interrupt();
        }
    }

    /** As if Ctrl-C had been typed; from any thread. */
    public void interrupt() {}

    /** Ends {@link #run} soon: the operator is gone or the device stops; from any thread. */
    public void hangup() {}
}
