package org.bumpwire.shell.render;

import java.io.Writer;
import java.util.function.Consumer;

/** Cuts what is written to it into lines; the end of the last one is its close. */
final class LineWriter extends Writer {
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '\n') {
                begun.append(text, start, i - start);
                passOn();
                start = i + 1;
            }
        }
        begun.append(text, start, offset + length - start);
    }

    @Override
    public void flush() {
        // A line that is not whole is kept.
    }

    @Override
    public void close() {
        if (!begun.isEmpty()) {
            passOn();
        }
    }

    private void passOn() {
        lines.accept(begun.toString());
        begun.setLength(0);
    }
}
