package org.bumpwire.shell.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a command answers, for people and for programs. */
public interface Report {
    /** Names the kind of document in its JSON form; with {@link #version} a promise to those who parse it. */
    String document();

    /** Grows when a field of the JSON form is renamed or removed, not when one is added. */
    default int version() {
        return 1;
    }

    /** The lines for people, no wider than asked for where that is possible. */
    List<String> text(int width);

    /** The data for programs. */
    JsonNode data();

    /** Statements that would make it, one a line; only a configuration has them. */
    default Optional<List<String>> statements() {
        return Optional.empty();
    }
}
