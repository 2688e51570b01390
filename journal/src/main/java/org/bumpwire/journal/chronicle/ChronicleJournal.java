package org.bumpwire.journal.chronicle;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.bumpwire.journal.Journal;

/** The device's journals, each a Chronicle queue in a directory of its own. */
public final class ChronicleJournal {
    /**
     * Answers at once and touches no file: a queue is opened by its first record or query, on the writer thread.
     *
     * @param directory where the journals are, made when the first record comes
     * @param troubles told in one sentence when a journal loses records or was set aside, and when it works again; such
     *     a sentence is also a record of the system journal, where that can be written
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Journal open(Path directory, Clock clock, Consumer<String> troubles) {
        throw new UnsupportedOperationException("%s %s %s".formatted(directory, clock, troubles));
    }

    private ChronicleJournal() {}
}
