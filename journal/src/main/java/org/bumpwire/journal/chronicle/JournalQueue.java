package org.bumpwire.journal.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.bumpwire.journal.Journal.Retention;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;
import org.bumpwire.journal.Severity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One journal on disk.
 *
 * <p>Everything that opens, writes, closes or removes is called on the writer thread; {@link #newest} and
 * {@link #after} on any other, and they hold off a close for as long as they read.
 */
final class JournalQueue {
    private static final Logger LOG = LoggerFactory.getLogger(JournalQueue.class);
    private static final int PAGES_PER_JOURNAL = 16;
    private static final long MIN_PAGE_BYTES = 1 << 20;
    private static final long MAX_PAGE_BYTES = 64 << 20;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    static final long NOTHING = -1;

    private final JournalName name;
    private final Pages pages;
    private final FreeSpace space;
    private final Clock clock;
    private final ReadWriteLock openness = new ReentrantReadWriteLock();
    private final ByteBuffer encoded = ByteBuffer.allocate(RecordCodec.MAX_BYTES);
    private final List<News> news = new ArrayList<>();
    private final AtomicBoolean unreadable = new AtomicBoolean();
    private @Nullable ChronicleQueue queue;
    private @Nullable ExcerptAppender appender;
    private volatile long lastSequence = NOTHING;
    private long pageBytes;
    private long maxPageBytes = MAX_PAGE_BYTES / 2;
    private LocalDate pageDay = LocalDate.EPOCH;
    private long lost;
    private long lostAtNanos;

    JournalQueue(JournalName name, Pages pages, FreeSpace space, Clock clock) {
        this.name = name;
        this.pages = pages;
        this.space = space;
        this.clock = clock;
    }

    /** Answers whether the record is in the file; if not, the reason is in the news, once for a spell of losses. */
    boolean write(JournalRecord record) {
        if (lost > 0 && System.nanoTime() - lostAtNanos < TRY_AGAIN_AFTER.toNanos()) {
            lost++;
            return false;
        }
        try {
            long now = Nanoseconds.of(clock.instant());
            RecordCodec.write(record.timeNanos(), now, record.fields(), encoded);
            write(encoded);
            noteSuccess();
            return true;
        } catch (Throwable e) {
            // Chronicle answers a bad disk with errors of the virtual machine; the writer must outlive each of them.
            noteLoss(e);
            return false;
        }
    }

    List<News> takeNews() {
        if (news.isEmpty()) {
            return List.of();
        }
        List<News> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** Opens the queue for readers if there is anything to read. */
    void openIfPresent() {
        if (queue == null && !pages.files().isEmpty()) {
            try {
                open();
            } catch (IOException | RuntimeException | Error e) {
                note(
                        Severity.ERROR,
                        "Journal '%s' cannot be opened: %s".formatted(name.operatorName(), RootCause.of(e)));
            }
        }
    }

    /** The position of the newest record that was written or found. */
    long lastSequence() {
        return lastSequence;
    }

    /** The newest entries that the query wants, the oldest of them first. */
    List<JournalEntry> newest(JournalQuery query, BooleanSupplier abandoned) {
        openness.readLock().lock();
        try {
            ChronicleQueue open = queue;
            if (open == null) {
                return List.of();
            }
            BackwardReading quick = new BackwardReading(name, query, abandoned);
            if (quick.readAll(open, lastSequence)) {
                unreadable.compareAndSet(false, quick.metUnreadable());
                return quick.found();
            }
            unreadable.set(true);
            PagewiseReading thorough = new PagewiseReading(name, query, abandoned);
            thorough.readAll(open, pages.files());
            return thorough.found();
        } finally {
            openness.readLock().unlock();
        }
    }

    /** Entries behind a position, the oldest first; none while the queue is not open. */
    List<JournalEntry> after(long sequence, int max) {
        openness.readLock().lock();
        try {
            ChronicleQueue open = queue;
            if (open == null || lastSequence <= sequence) {
                return List.of();
            }
            List<JournalEntry> entries = new ArrayList<>();
            try (ExcerptTailer tailer = open.createTailer()) {
                if (sequence == NOTHING || !tailer.moveToIndex(sequence)) {
                    tailer.toStart();
                }
                while (entries.size() < max && readNext(tailer, sequence, entries)) {
                    // The entries are the result.
                }
            }
            return entries;
        } catch (RuntimeException | Error e) {
            return List.of();
        } finally {
            openness.readLock().unlock();
        }
    }

    /** Removes whole pages, the oldest first; skipped while somebody reads, for it comes again in a minute. */
    List<News> retain(Retention retention) {
        if (unreadable.getAndSet(false)) {
            note(
                    Severity.ERROR,
                    "Journal '%s' has records that cannot be read; they are left out".formatted(name.operatorName()));
        }
        maxPageBytes =
                Math.min(MAX_PAGE_BYTES, Math.max(MIN_PAGE_BYTES, retention.maxBytesPerJournal() / PAGES_PER_JOURNAL));
        if (!openness.writeLock().tryLock()) {
            return takeNews();
        }
        try {
            List<Path> surplus = surplus(retention);
            if (!surplus.isEmpty()) {
                close();
                for (Path page : surplus) {
                    Files.deleteIfExists(page);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            note(
                    Severity.WARNING,
                    "Journal '%s' cannot be trimmed: %s".formatted(name.operatorName(), RootCause.of(e)));
        } finally {
            openness.writeLock().unlock();
        }
        return takeNews();
    }

    List<News> clear() {
        openness.writeLock().lock();
        try {
            close();
            for (Path page : pages.files()) {
                Files.deleteIfExists(page);
            }
        } catch (IOException | UncheckedIOException e) {
            note(Severity.ERROR, "Journal '%s' cannot be cleared: %s".formatted(name.operatorName(), RootCause.of(e)));
        } finally {
            openness.writeLock().unlock();
        }
        return takeNews();
    }

    void close() {
        openness.writeLock().lock();
        try {
            if (appender != null) {
                appender.close();
            }
            if (queue != null) {
                queue.close();
            }
        } catch (RuntimeException | Error e) {
            note(
                    Severity.WARNING,
                    "Journal '%s' was not closed well: %s".formatted(name.operatorName(), RootCause.of(e)));
        } finally {
            appender = null;
            queue = null;
            openness.writeLock().unlock();
        }
    }

    private void write(ByteBuffer record) throws IOException {
        if (!space.holds(record.remaining())) {
            throw new IOException("the disk has less than %d MiB left".formatted(FreeSpace.RESERVE >> 20));
        }
        if (queue == null) {
            open();
        }
        ExcerptAppender out = appender;
        if (out == null) {
            out = appender = openQueue().createAppender();
        }
        turnPageIfDue();
        try (DocumentContext document = out.writingDocument()) {
            try {
                Bytes<?> bytes = document.wire().bytes();
                bytes.write(record.array(), record.arrayOffset(), record.remaining());
            } catch (RuntimeException | Error e) {
                document.rollbackOnClose();
                throw e;
            }
        }
        lastSequence = out.lastIndexAppended();
        pageBytes += record.remaining() + Integer.BYTES;
    }

    private ChronicleQueue openQueue() throws IOException {
        if (queue == null) {
            throw new IOException("the queue is not open");
        }
        return queue;
    }

    private void turnPageIfDue() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (pageBytes >= maxPageBytes || !today.equals(pageDay)) {
            if (pageBytes > 0) {
                pages.turn();
            }
            pageBytes = 0;
            pageDay = today;
        }
    }

    private void open() throws IOException {
        openness.writeLock().lock();
        try {
            QueueOpening.Opened opened = new QueueOpening(name, pages, news::add).open();
            queue = opened.queue();
            lastSequence = Math.max(lastSequence, opened.lastSequence());
            pageBytes = opened.pageBytes();
            pageDay = opened.pageDay();
        } finally {
            openness.writeLock().unlock();
        }
    }

    private boolean readNext(ExcerptTailer tailer, long after, List<JournalEntry> entries) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            if (document.index() > after) {
                entries.add(RecordCodec.read(document).entry(name, document.index()));
            }
            return true;
        } catch (UnreadableRecordException e) {
            unreadable.set(true);
            return true;
        }
    }

    private List<Path> surplus(Retention retention) throws IOException {
        List<Path> files = pages.files();
        long total = 0;
        for (Path page : files) {
            total += Files.size(page);
        }
        long oldest = clock.millis() - Duration.ofDays(retention.maxDays()).toMillis();
        List<Path> surplus = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path page = files.get(i);
            boolean tooOld = Files.getLastModifiedTime(page).toMillis() < oldest;
            // The page that is being written stays, however large it is.
            boolean tooMuch = total > retention.maxBytesPerJournal() && i < files.size() - 1;
            if (!tooOld && !tooMuch) {
                break;
            }
            surplus.add(page);
            total -= Files.size(page);
        }
        return surplus;
    }

    private void noteLoss(Throwable failure) {
        LOG.debug("A record of journal '{}' could not be written", name.operatorName(), failure);
        close();
        if (lost == 0) {
            note(
                    Severity.CRITICAL,
                    "Journal '%s' cannot be written: %s; its records are lost and counted as dropped"
                            .formatted(name.operatorName(), RootCause.of(failure)));
        }
        lost++;
        lostAtNanos = System.nanoTime();
    }

    private void noteSuccess() {
        if (lost > 0) {
            note(
                    Severity.WARNING,
                    "Journal '%s' is written again; %d records were lost".formatted(name.operatorName(), lost));
            lost = 0;
        }
    }

    private void note(Severity severity, String sentence) {
        news.add(new News(severity, sentence));
    }
}
