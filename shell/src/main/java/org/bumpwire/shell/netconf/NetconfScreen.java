package org.bumpwire.shell.netconf;

import org.bumpwire.shell.session.UnattendedScreen;

/** The screen of a session that has none: its answers are messages. */
final class NetconfScreen extends UnattendedScreen {
    private final Runnable hangup;

    /** @param hangup ends the session's stream; from any thread */
    NetconfScreen(Runnable hangup) {
        this.hangup = hangup;
    }

    @Override
    public void line(String text) {
        // Answers are messages.
    }

    @Override
    public void errorLine(String text) {
        // Complaints are messages.
    }

    @Override
    public void end() {
        // Nothing is printed.
    }

    @Override
    public void flush() {
        // Nothing is printed.
    }

    @Override
    public boolean timesOut() {
        return true;
    }

    @Override
    public boolean left() {
        return false;
    }

    @Override
    public void hangup() {
        hangup.run();
    }
}
