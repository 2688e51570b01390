package org.bumpwire.journal.chronicle;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.JournalRecord;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's journals, each a Chronicle queue in a directory of its own.
 *
 * <p>One thread writes, opens, closes and removes; other threads hand it work through a bounded queue. Queries and
 * followers read on threads of the journal, so that an interrupted caller cannot close a file under Chronicle.
 */
public final class ChronicleJournal implements Journal {
    static final int INTAKE = 16_384;
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);
    private static final int BATCH = 512;
    private static final Duration REST = Duration.ofMillis(5);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final Retention UNTIL_CONFIGURED = new Retention(512L << 20, 30);

    private final Clock clock;
    private final Consumer<String> troubles;
    private final Map<JournalName, JournalQueue> queues = new EnumMap<>(JournalName.class);
    private final BlockingQueue<Work> intake;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final ExecutorService readers = readerThreads();
    private final Thread writer = new Thread(this::writeUntilClosed, "journal-writer");
    private final LongAdder appended = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refusedAtIntake = new LongAdder();
    private volatile boolean closed;
    private volatile Retention retention = UNTIL_CONFIGURED;
    private long refusedAlreadyTold;

    private ChronicleJournal(
            Path directory, Clock clock, Consumer<String> troubles, LongSupplier usableBytes, int intakeCapacity) {
        this.clock = clock;
        this.troubles = troubles;
        this.intake = new ArrayBlockingQueue<>(intakeCapacity);
        for (JournalName name : JournalName.values()) {
            Path home = directory.resolve(name.operatorName());
            queues.put(name, new JournalQueue(name, new Pages(home, clock), new FreeSpace(usableBytes), clock));
        }
        writer.setDaemon(true);
    }

    /**
     * Answers at once and touches no file: a queue is opened by its first record or query, on the writer thread.
     *
     * @param directory where the journals are, made when the first record comes
     * @param troubles told in one sentence when a journal loses records or a part of it was set aside, and when it
     *     works again; such a sentence is also a record of the system journal, where that can be written
     */
    public static Journal open(Path directory, Clock clock, Consumer<String> troubles) {
        return open(directory, clock, troubles, FreeSpace.of(directory), INTAKE);
    }

    static Journal open(
            Path directory, Clock clock, Consumer<String> troubles, LongSupplier usableBytes, int intakeCapacity) {
        ChronicleJournal journal = new ChronicleJournal(directory, clock, troubles, usableBytes, intakeCapacity);
        journal.writer.start();
        return journal;
    }

    @Override
    public boolean append(JournalRecord record) {
        if (!closed && intake.offer(new Append(record, null))) {
            return true;
        }
        refusedAtIntake.increment();
        dropped.increment();
        return false;
    }

    @Override
    public void appendDurably(JournalRecord record) {
        CountDownLatch written = new CountDownLatch(1);
        submitUninterruptibly(new Append(record, written));
        awaitUninterruptibly(written);
    }

    @Override
    public List<JournalEntry> query(JournalQuery query) {
        JournalQueue queue = queue(query.journal());
        AtomicBoolean abandoned = new AtomicBoolean();
        Future<List<JournalEntry>> answer = readers.submit(() -> {
            onWriter(queue::openIfPresent);
            return queue.newest(query, abandoned::get);
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            abandoned.set(true);
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Journal '%s' could not be read".formatted(query.journal().operatorName()), e.getCause());
        }
    }

    @Override
    public Following follow(JournalName journal, Consumer<JournalEntry> listener) {
        JournalQueue queue = queue(journal);
        onWriter(queue::openIfPresent);
        Follower follower = new Follower(queue, listener, followers::remove);
        followers.add(follower);
        follower.start();
        return follower;
    }

    @Override
    public void clear(JournalName journal) {
        onWriter(() -> tell(queue(journal).clear()));
    }

    @Override
    public void retain(Retention newRetention) {
        retention = newRetention;
        // Not waited for: it is told on a commit. Where the queue is full, the next minute does it.
        var unused = intake.offer(new Task(this::keepHouse, new CountDownLatch(1)));
    }

    @Override
    public long appended() {
        return appended.sum();
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        closed = true;
        followers.forEach(Follower::close);
        CountDownLatch drained = new CountDownLatch(1);
        submitUninterruptibly(new Last(drained));
        try {
            if (!drained.await(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The journals did not finish writing within {} s", CLOSE_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.shutdown();
    }

    private JournalQueue queue(JournalName name) {
        JournalQueue queue = queues.get(name);
        if (queue == null) {
            throw new IllegalStateException("No queue for journal " + name);
        }
        return queue;
    }

    /** Waits until the writer has done everything that was handed to it before, and then this. */
    private void onWriter(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        submitUninterruptibly(new Task(task, done));
        awaitUninterruptibly(done);
    }

    private void submitUninterruptibly(Work work) {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                if (intake.offer(work, 100, TimeUnit.MILLISECONDS)) {
                    // Somebody waits for it.
                    LockSupport.unpark(writer);
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (!writer.isAlive()) {
            // It may have ended between the look and the offer; nobody else is left to release those who wait.
            abandonRest();
            work.abandoned(this);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        List<Work> batch = new ArrayList<>(BATCH);
        long nextHousekeeping = System.nanoTime() + HOUSEKEEPING.toNanos();
        boolean open = true;
        while (open) {
            try {
                Work first = intake.poll(nextHousekeeping - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (first == null) {
                    perform(new Task(this::keepHouse, new CountDownLatch(1)));
                    nextHousekeeping = System.nanoTime() + HOUSEKEEPING.toNanos();
                    continue;
                }
                batch.add(first);
                intake.drainTo(batch, BATCH - 1);
                for (Work work : batch) {
                    open &= perform(work);
                }
                batch.clear();
                followers.forEach(Follower::wake);
                rest();
            } catch (InterruptedException e) {
                LOG.debug("The journal's writer was interrupted and goes on", e);
            }
        }
        queues.values().forEach(JournalQueue::close);
        abandonRest();
    }

    /** Lets records gather, for waking this thread costs an event loop more than handing it a record does. */
    private void rest() {
        LockSupport.parkNanos(this, REST.toNanos());
    }

    private boolean perform(Work work) {
        try {
            return work.perform(this);
        } catch (RuntimeException | Error e) {
            LOG.error("The journal's writer could not do what it was asked", e);
            return true;
        }
    }

    private void abandonRest() {
        for (Work work = intake.poll(); work != null; work = intake.poll()) {
            work.abandoned(this);
        }
    }

    private void write(JournalRecord record) {
        JournalQueue queue = queue(record.journal());
        if (queue.write(record)) {
            appended.increment();
        } else {
            dropped.increment();
        }
        tell(queue.takeNews());
    }

    /** Removes what is too old or too much, and says how many records found no room since the last time. */
    private void keepHouse() {
        for (JournalQueue queue : queues.values()) {
            tell(queue.retain(retention));
        }
        long refused = refusedAtIntake.sum();
        if (refused > refusedAlreadyTold) {
            tell(List.of(new News(
                    Severity.WARNING,
                    "%d journal records were dropped: they came faster than the disk takes them"
                            .formatted(refused - refusedAlreadyTold))));
            refusedAlreadyTold = refused;
        }
    }

    private void tell(List<News> news) {
        for (News piece : news) {
            try {
                troubles.accept(piece.sentence());
            } catch (RuntimeException e) {
                LOG.error("The journal's listener failed", e);
            }
            // Its own trouble is not told again from here, or a full disk would make each attempt the next trouble.
            boolean written = queue(JournalName.SYSTEM)
                    .write(new SystemRecord(
                            Nanoseconds.of(clock.instant()), piece.severity(), "journal", piece.sentence()));
            (written ? appended : dropped).increment();
        }
    }

    private static ExecutorService readerThreads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "journal-reader");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** What the writer thread is asked to do. */
    private sealed interface Work {
        /** Answers false when it was the last work. */
        boolean perform(ChronicleJournal journal);

        /** The writer has ended before this was its turn. */
        void abandoned(ChronicleJournal journal);
    }

    private record Append(JournalRecord record, @Nullable CountDownLatch written) implements Work {
        @Override
        public boolean perform(ChronicleJournal journal) {
            journal.write(record);
            release();
            return true;
        }

        @Override
        public void abandoned(ChronicleJournal journal) {
            journal.dropped.increment();
            release();
        }

        private void release() {
            if (written != null) {
                written.countDown();
            }
        }
    }

    private record Task(Runnable task, CountDownLatch done) implements Work {
        @Override
        public boolean perform(ChronicleJournal journal) {
            try {
                task.run();
            } finally {
                done.countDown();
            }
            return true;
        }

        @Override
        public void abandoned(ChronicleJournal journal) {
            done.countDown();
        }
    }

    private record Last(CountDownLatch done) implements Work {
        @Override
        public boolean perform(ChronicleJournal journal) {
            journal.queues.values().forEach(JournalQueue::close);
            done.countDown();
            return false;
        }

        @Override
        public void abandoned(ChronicleJournal journal) {
            done.countDown();
        }
    }
}
