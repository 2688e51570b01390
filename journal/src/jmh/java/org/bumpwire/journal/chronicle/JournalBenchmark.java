package org.bumpwire.journal.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the record of a session costs: the event loop, which hands it over, and the writer, which puts it on disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalBenchmark {
    /** What the intake takes without dropping. */
    private static final int BATCH = 8_192;

    private final JournalRecord record = SampleRecords.sslInspection(1_000_000, 7);
    private final Path directory = temporary();
    private final Journal journal = ChronicleJournal.open(directory, Clock.systemUTC(), trouble -> {});

    /** The writer has caught up before each batch. */
    @Setup(Level.Invocation)
    public void drain() {
        journal.appendDurably(record);
    }

    /** The event loop's part. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void append() {
        for (int i = 0; i < BATCH; i++) {
            if (!journal.append(record)) {
                throw new IllegalStateException("The journal must not drop");
            }
        }
    }

    /** Until the records are on disk. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void appendAndWrite() {
        append();
        journal.appendDurably(record);
    }

    @TearDown
    public void remove() throws IOException {
        journal.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("bumpwire-journal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
