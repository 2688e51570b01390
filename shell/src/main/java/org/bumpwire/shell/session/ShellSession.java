package org.bumpwire.shell.session;

/**
 * One operator at the device: takes lines, prints answers. Its lines run on one thread; {@link #interrupt} and
 * {@link #hangup} may come from any.
 */
public final class ShellSession implements AutoCloseable {
    private final ShellSessions sessions;
    private final Operator operator;
    private final Screen screen;
    private volatile boolean open = true;

    ShellSession(ShellSessions sessions, Operator operator, Screen screen) {
        this.sessions = sessions;
        this.operator = operator;
        this.screen = screen;
    }

    /** Runs one line, prints what it answers or what is wrong with it, and writes the audit record. */
    public Outcome execute(String line) {
        screen.line(line + operator.user() + sessions.count());
        return Outcome.REFUSED;
    }

    /** What stands before the next line, such as {@code bumpwire{running-sslinsp}}. */
    public String prompt() {
        return "{}";
    }

    /** Whether more lines may be run; false after {@code logout} and {@link #hangup}. */
    public boolean isOpen() {
        return open;
    }

    /** Stops the command that runs now, if it is one that goes on until stopped. */
    public void interrupt() {}

    /** Ends the session from outside: the operator is gone. */
    public void hangup() {
        open = false;
    }

    /** Drops the candidate and leaves the list of sessions. */
    @Override
    public void close() {
        open = false;
    }
}
