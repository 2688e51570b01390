package org.bumpwire.shell.netconf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bumpwire.shell.session.Screen;

/** The screen of a session that has none: its answers are messages. */
final class NetconfScreen implements Screen {
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
    public void begin(boolean paged) {
        // Nothing is printed.
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
        return false;
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
    public List<String> askSecretLines(String prompt) {
        return List.of();
    }

    @Override
    public void announce(String text) {
        // Programs ask for what they want to know.
    }

    @Override
    public void hangup() {
        hangup.run();
    }
}
