package org.bumpwire.shell.grammar;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bumpwire.shell.render.LineSink;
import org.bumpwire.shell.render.Rendering;

/**
 * What becomes of a command's answer before it is seen.
 *
 * @param filters in the order in which lines meet them
 * @param saveTo the file that gets the lines instead of the screen
 * @param paged whether a long answer waits for the reader
 */
public record Pipeline(
        Rendering rendering, List<UnaryOperator<LineSink>> filters, Optional<Word> saveTo, boolean paged) {
    public static final Pipeline NONE = new Pipeline(Rendering.TEXT, List.of(), Optional.empty(), true);

    public Pipeline {
        filters = List.copyOf(filters);
    }

    /** The filters in front of a sink. */
    public LineSink into(LineSink target) {
        LineSink sink = target;
        for (int i = filters.size() - 1; i >= 0; i--) {
            sink = filters.get(i).apply(sink);
        }
        return sink;
    }
}
