package org.bumpwire.shell.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.shell.grammar.Pipeline;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.LineSink;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.render.Rendering;
import org.bumpwire.shell.render.Report;

/** The way of one command's answer through its pipes to the screen or into a file. */
final class Answer {
    private final Screen screen;
    private final FileArea files;
    private final Pipeline pipeline;
    private final List<String> saved = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final LineSink sink;

    Answer(Screen screen, FileArea files, Pipeline pipeline) {
        this.screen = screen;
        this.files = files;
        this.pipeline = pipeline;
        this.sink = pipeline.into(pipeline.saveTo().isPresent() ? saved::add : new OnScreen());
    }

    void begin() {
        screen.begin(pipeline.paged());
    }

    void show(Report report) throws CommandException {
        switch (pipeline.rendering()) {
            case TEXT -> report.text(width()).forEach(sink::line);
            case JSON -> Json.document(report, sink::line);
            case SET ->
                report.statements()
                        .orElseThrow(
                                () -> new CommandException("Only a configuration can be displayed as set statements"))
                        .forEach(sink::line);
        }
    }

    /** A remark; for programs all of them become one document at the end. */
    void say(String text) {
        if (pipeline.rendering() == Rendering.JSON) {
            said.add(text);
        } else {
            sink.line(text);
        }
    }

    /** One item of an answer that goes on. */
    void item(String text, String document, JsonNode data) {
        sink.line(pipeline.rendering() == Rendering.JSON ? Json.line(document, 1, data) : text);
    }

    boolean isFull() {
        return sink.isFull();
    }

    void end() throws CommandException {
        if (!said.isEmpty()) {
            Json.document(new LinesReport("messages", said), sink::line);
        }
        sink.end();
        try {
            save();
        } finally {
            screen.end();
        }
    }

    /** Ends what was printed before the command failed; nothing is saved. */
    void abandon() {
        if (pipeline.saveTo().isEmpty()) {
            sink.end();
        }
        screen.end();
    }

    private void save() throws CommandException {
        if (pipeline.saveTo().isPresent()) {
            String file = pipeline.saveTo().get().text();
            files.write(file, saved);
            screen.line("Saved %d lines to \"%s\"".formatted(saved.size(), file));
        }
    }

    /** Lines that a filter looks at or a file keeps are not folded to the screen. */
    private int width() {
        return pipeline.filters().isEmpty() && pipeline.saveTo().isEmpty() ? screen.columns() : Integer.MAX_VALUE;
    }

    private final class OnScreen implements LineSink {
        @Override
        public void line(String text) {
            screen.line(text);
        }

        @Override
        public boolean isFull() {
            return screen.left();
        }
    }
}
