package org.bumpwire.journal.chronicle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.wire.DocumentContext;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;

/**
 * The quick way to the newest entries: from the end towards the beginning, no further than needed.
 *
 * <p>It notices a gap, which only damage leaves, and then says that its result is not whole.
 */
final class BackwardReading {
    private static final long NOTHING = -1;

    private final JournalName journal;
    private final JournalQuery query;
    private final BooleanSupplier abandoned;
    private final Deque<JournalEntry> found = new ArrayDeque<>();
    private boolean metUnreadable;
    private boolean metOlder;

    BackwardReading(JournalName journal, JournalQuery query, BooleanSupplier abandoned) {
        this.journal = journal;
        this.query = query;
        this.abandoned = abandoned;
    }

    /** The sequence of the newest record, or -1. */
    static long newestSequence(ChronicleQueue queue) {
        try (ExcerptTailer tailer = queue.createTailer()) {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
            try (DocumentContext document = tailer.readingDocument()) {
                return document.isPresent() ? document.index() : NOTHING;
            }
        }
    }

    /** Answers false when a damaged page hides records that the query may want. */
    boolean readAll(ChronicleQueue queue, long newest) {
        try (ExcerptTailer tailer = queue.createTailer()) {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
            long last = NOTHING;
            while (wantsMore()) {
                long next = readOne(tailer);
                if (next == NOTHING) {
                    return last == NOTHING ? newest == NOTHING : isFirstOfItsPage(last);
                }
                if (!follows(last, next, newest)) {
                    return false;
                }
                last = next;
            }
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    List<JournalEntry> found() {
        return List.copyOf(found);
    }

    boolean metUnreadable() {
        return metUnreadable;
    }

    private boolean wantsMore() {
        return found.size() < query.last() && !metOlder && !abandoned.getAsBoolean();
    }

    private long readOne(ExcerptTailer tailer) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return NOTHING;
            }
            try {
                StoredRecord stored = RecordCodec.read(document);
                metOlder = stored.writtenNanos() < query.sinceNanos();
                if (stored.matches(query)) {
                    found.addFirst(stored.entry(journal, document.index()));
                }
            } catch (UnreadableRecordException e) {
                metUnreadable = true;
            }
            return document.index();
        }
    }

    /** Records that came while we began to read make the first one newer than what was known. */
    private static boolean follows(long last, long next, long newest) {
        if (last == NOTHING) {
            return next >= newest;
        }
        boolean samePage = Pages.NUMBERING.toCycle(last) == Pages.NUMBERING.toCycle(next);
        return samePage ? next == last - 1 : isFirstOfItsPage(last);
    }

    private static boolean isFirstOfItsPage(long sequence) {
        return Pages.NUMBERING.toSequenceNumber(sequence) == 0;
    }
}
