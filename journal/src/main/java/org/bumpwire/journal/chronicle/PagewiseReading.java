package org.bumpwire.journal.chronicle;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerState;
import net.openhft.chronicle.wire.DocumentContext;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;

/** The thorough way to the newest entries, for a damaged queue: each page from its beginning as far as it is whole. */
final class PagewiseReading {
    private final JournalName journal;
    private final JournalQuery query;
    private final BooleanSupplier abandoned;
    private final Deque<JournalEntry> found = new ArrayDeque<>();

    PagewiseReading(JournalName journal, JournalQuery query, BooleanSupplier abandoned) {
        this.journal = journal;
        this.query = query;
        this.abandoned = abandoned;
    }

    /** Throws what Chronicle throws when not even the beginning of a page can be read. */
    static void begin(ChronicleQueue queue, int page) {
        try (ExcerptTailer tailer = queue.createTailer()) {
            if (tailer.moveToCycle(page)) {
                tailer.readingDocument().close();
            }
        }
    }

    /** Whether the page can be read from its beginning to the newest record, and was not finished behind it. */
    static boolean isOpenEnded(ChronicleQueue queue, int page, long newest) {
        try (ExcerptTailer tailer = queue.createTailer()) {
            if (!tailer.moveToCycle(page)) {
                return false;
            }
            long last = -1;
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return last == newest && tailer.state() != TailerState.END_OF_CYCLE;
                    }
                    RecordCodec.read(document);
                    last = document.index();
                }
            }
        } catch (UnreadableRecordException | RuntimeException | Error e) {
            return false;
        }
    }

    void readAll(ChronicleQueue queue, List<Path> pages) {
        for (Path page : pages) {
            if (abandoned.getAsBoolean()) {
                return;
            }
            readPage(queue, Pages.number(page));
        }
    }

    List<JournalEntry> found() {
        return List.copyOf(found);
    }

    private void readPage(ChronicleQueue queue, int page) {
        try (ExcerptTailer tailer = queue.createTailer()) {
            if (!tailer.moveToCycle(page)) {
                return;
            }
            while (!abandoned.getAsBoolean() && readOne(tailer, page)) {
                // What it reads is in the result.
            }
        } catch (RuntimeException | Error e) {
            // The rest of this page is lost; the next page has a beginning of its own.
        }
    }

    private boolean readOne(ExcerptTailer tailer, int page) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent() || Pages.NUMBERING.toCycle(document.index()) != page) {
                return false;
            }
            StoredRecord stored = RecordCodec.read(document);
            if (stored.matches(query)) {
                found.addLast(stored.entry(journal, document.index()));
                if (found.size() > query.last()) {
                    found.removeFirst();
                }
            }
            return true;
        } catch (UnreadableRecordException e) {
            return true;
        }
    }
}
