package org.bumpwire.shell.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A screen whose operator has every answer ready. */
public final class Typist implements Screen {
    public final List<String> lines = new CopyOnWriteArrayList<>();
    public final List<String> announced = new CopyOnWriteArrayList<>();
    public final Deque<String> secrets = new ArrayDeque<>();
    public final List<String> pasted = new ArrayList<>();
    public final List<String> questions = new ArrayList<>();
    public boolean confirms = true;
    public boolean interactive = true;
    public int columns = 120;
    public OptionalInt typedAt = OptionalInt.empty();
    public volatile boolean leaves;
    public volatile boolean hungUp;

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void errorLine(String text) {
        lines.add(text);
    }

    @Override
    public void begin(boolean paged) {}

    @Override
    public void end() {}

    @Override
    public void flush() {}

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public OptionalInt typedAt() {
        return typedAt;
    }

    @Override
    public boolean left() {
        return false;
    }

    @Override
    public boolean leaves(Duration wait) {
        return leaves;
    }

    @Override
    public Optional<char[]> askSecret(String prompt) {
        questions.add(prompt);
        return Optional.ofNullable(secrets.poll()).map(String::toCharArray);
    }

    @Override
    public boolean confirm(String question) {
        questions.add(question);
        return confirms;
    }

    @Override
    public List<String> askLines(String prompt) {
        return pasted;
    }

    @Override
    public void announce(String text) {
        announced.add(text);
    }

    @Override
    public List<String> askSecretLines(String prompt) {
        questions.add(prompt);
        return pasted;
    }

    @Override
    public void hangup() {
        hungUp = true;
    }
}
