package org.bumpwire.shell.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A screen at which nobody sits: nothing waits for a reader, and nobody can be asked anything. */
public abstract class UnattendedScreen implements Screen {
    @Override
    public void begin(boolean paged) {
        // Nobody reads along, so nothing waits.
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
        return askLines(prompt);
    }

    @Override
    public void announce(String text) {
        // Programs see what they asked for.
    }

    @Override
    public void hangup() {
        // Nobody sits here.
    }
}
