package org.bumpwire.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.IpsRecord;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.Journal.Retention;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path home;

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final AtomicLong usable = new AtomicLong(PLENTY);
    private Clock clock = Clock.systemUTC();
    private Journal journal;

    @BeforeEach
    void open() {
        journal = ChronicleJournal.open(home, clock, troubles::add, usable::get, ChronicleJournal.INTAKE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void openingTouchesNoFile() {
        assertThat(journal.query(last(10))).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void eachKindOfRecordIsReadBackFromItsJournal() {
        var inspected = SampleRecords.sslInspection(1_000, 7);
        var audit = new AuditRecord(2_000, "admin", "console", 1, "edit", "commit", true, "");
        var blocked = new IpsRecord(
                3_000, true, "f", "p", Severity.CRITICAL, 7, "s", "v", "a:1", "b:2", "sni", "both", true, "found");
        var alert = new IpsRecord(
                4_000, false, "f", "p", Severity.ERROR, 7, "s", "v", "a:1", "b:2", "sni", "both", true, "found");
        List.of(inspected, audit, blocked, alert).forEach(journal::append);

        for (var record : List.of(inspected, audit, blocked, alert)) {
            assertThat(journal.query(new JournalQuery(record.journal(), 10, 0, Map.of())))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.fields()).containsExactlyEntriesOf(record.fields());
                        assertThat(entry.timeNanos()).isEqualTo(record.timeNanos());
                    });
        }
        assertThat(journal.appended()).isEqualTo(4);
        assertThat(journal.dropped()).isZero();
    }

    @Test
    void theNewestAreAnsweredOldestFirst() {
        appendNumbers(1, 100);

        assertThat(numbers(journal.query(last(3)))).containsExactly(98L, 99L, 100L);
    }

    @Test
    void fieldsChooseAmongAllRecordsNotAmongTheNewest() {
        appendNumbers(1, 50);
        journal.append(new SystemRecord(51, Severity.CRITICAL, "boot", "51"));
        appendNumbers(52, 100);

        assertThat(numbers(journal.query(new JournalQuery(JournalName.SYSTEM, 10, 0, Map.of("severity", "critical")))))
                .containsExactly(51L);
        assertThat(journal.query(new JournalQuery(JournalName.SYSTEM, 10, 0, Map.of("no-such-field", "x"))))
                .isEmpty();
    }

    @Test
    void aBoundInTimeFindsARecordThatWasWrittenLaterThanItHappened() {
        long now = Nanoseconds.of(clock.instant());
        journal.append(new SystemRecord(now - 1_000, Severity.NOTICE, "boot", "1"));
        journal.append(new SystemRecord(now - 5_000, Severity.NOTICE, "boot", "2"));
        journal.append(new SystemRecord(now - 900, Severity.NOTICE, "boot", "3"));

        assertThat(numbers(journal.query(new JournalQuery(JournalName.SYSTEM, 10, now - 2_000, Map.of()))))
                .containsExactly(1L, 3L);
    }

    @Test
    void recordsSurviveAReopeningAndTheirSequenceGoesOn() {
        appendNumbers(1, 10);
        journal.close();
        open();
        appendNumbers(11, 20);

        List<JournalEntry> entries = journal.query(last(100));
        assertThat(numbers(entries)).containsExactlyElementsOf(range(1, 20));
        assertThat(entries).extracting(JournalEntry::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aClosedJournalDropsAndCounts() {
        journal.close();

        assertThat(journal.append(system(1))).isFalse();
        journal.appendDurably(system(2));
        assertThat(journal.dropped()).isEqualTo(2);
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int from = thread * 2_000;
            running.add(pool.submit(() -> appendNumbers(from + 1, from + 2_000)));
        }
        for (Future<?> one : running) {
            one.get();
        }
        pool.shutdown();

        assertThat(numbers(journal.query(last(10_000)))).containsExactlyInAnyOrderElementsOf(range(1, 8_000));
        assertThat(journal.appended()).isEqualTo(8_000);
    }

    @Test
    void aFullIntakeDropsAndSaysHowMany() throws Exception {
        journal.close();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        LongSupplier slowDisk = () -> {
            writing.countDown();
            try {
                disk.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return PLENTY;
        };
        journal = ChronicleJournal.open(home, clock, troubles::add, slowDisk, 4);

        appendNumbers(1, 1);
        writing.await();
        appendNumbers(2, 5);
        long refused = LongStream.rangeClosed(6, 20)
                .filter(i -> !journal.append(system(i)))
                .count();
        disk.countDown();
        await().until(() -> {
            journal.retain(new Retention(PLENTY, 30));
            return !troubles.isEmpty();
        });

        assertThat(refused).isEqualTo(15);
        assertThat(journal.dropped()).isEqualTo(refused);
        assertThat(troubles)
                .containsExactly(refused + " journal records were dropped: they came faster than the disk takes them");
        assertThat(journal.query(new JournalQuery(JournalName.SYSTEM, 50, 0, Map.of("component", "journal"))))
                .singleElement()
                .satisfies(e -> assertThat(e.fields()).containsEntry("message", troubles.get(0)));
    }

    @Test
    void aFullDiskIsToldOnceAndSurvived() {
        appendNumbers(1, 10);
        journal.query(last(1));
        usable.set(0);
        await().until(() -> {
            journal.appendDurably(system(999));
            return journal.dropped() > 3;
        });
        long lost = journal.dropped();

        assertThat(troubles)
                .containsExactly("Journal 'system' cannot be written: the disk has less than 16 MiB left; "
                        + "its records are lost and counted as dropped");

        usable.set(PLENTY);
        await().until(() -> {
            journal.appendDurably(system(1_000));
            return troubles.size() > 1;
        });

        assertThat(troubles.get(1))
                .startsWith("Journal 'system' is written again; ")
                .endsWith(" records were lost");
        assertThat(numbers(journal.query(new JournalQuery(JournalName.SYSTEM, 100, 0, Map.of("component", "boot")))))
                .contains(1L, 10L, 1_000L);
        assertThat(journal.dropped()).isGreaterThanOrEqualTo(lost - 1);
    }

    @Test
    void retentionBySizeRemovesTheOldestPages() throws Exception {
        long bound = 4L << 20;
        journal.retain(new Retention(bound, 30));
        String filler = "x".repeat(3_000);
        for (long i = 1; i <= 4_000; i++) {
            journal.appendDurably(new SystemRecord(i, Severity.NOTICE, filler, Long.toString(i)));
        }
        assertThat(pagesSize()).isGreaterThan(bound);

        journal.retain(new Retention(bound, 30));
        journal.query(last(1));

        List<Long> left = numbers(journal.query(last(10_000)));
        assertThat(pagesSize()).isLessThanOrEqualTo(bound);
        assertThat(left).containsExactlyElementsOf(range(left.get(0), 4_000)).hasSizeGreaterThan(400);

        appendNumbers(4_001, 4_002);
        assertThat(numbers(journal.query(last(2)))).containsExactly(4_001L, 4_002L);
    }

    @Test
    void retentionByAgeRemovesPagesOfPastDays() {
        appendNumbers(1, 10);
        journal.close();
        clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        open();
        appendNumbers(11, 20);
        assertThat(numbers(journal.query(last(100)))).hasSize(20);
        journal.close();
        // The second page gets the time that its records have by the clock of this test.
        newestPage().toFile().setLastModified(clock.millis());
        clock = Clock.fixed(Instant.now().plus(Duration.ofDays(31)), ZoneOffset.UTC);
        open();

        journal.retain(new Retention(PLENTY, 30));

        assertThat(numbers(journal.query(last(100)))).containsExactlyElementsOf(range(11, 20));
    }

    @Test
    void clearRemovesEveryRecordAndTheSequenceStillGrows() {
        appendNumbers(1, 10);
        long before = journal.query(last(1)).get(0).sequence();
        journal.clear(JournalName.SYSTEM);

        assertThat(journal.query(last(10))).isEmpty();
        appendNumbers(11, 12);
        assertThat(numbers(journal.query(last(10)))).containsExactly(11L, 12L);
        assertThat(journal.query(last(1)).get(0).sequence()).isGreaterThan(before);
    }

    @Test
    void aFollowerHearsWhatComesAfterIt() {
        List<JournalEntry> heard = new CopyOnWriteArrayList<>();
        appendNumbers(1, 5);
        Journal.Following following = journal.follow(JournalName.SYSTEM, heard::add);
        appendNumbers(6, 700);
        await().until(() -> heard.size() >= 695);
        journal.clear(JournalName.SYSTEM);
        appendNumbers(701, 702);
        await().until(() -> heard.size() >= 697);

        assertThat(numbers(heard)).containsExactlyElementsOf(range(6, 702));

        following.close();
        appendNumbers(703, 703);
        journal.query(last(1));
        assertThat(heard).hasSize(697);
    }

    @Test
    void aFollowerOfAnEmptyJournalHearsItsFirstRecord() {
        List<JournalEntry> heard = new CopyOnWriteArrayList<>();
        try (Journal.Following following = journal.follow(JournalName.SYSTEM, heard::add)) {
            assertThat(following).isNotNull();
            appendNumbers(1, 3);
            await().until(() -> heard.size() >= 3);
        }

        assertThat(numbers(heard)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aFollowerThatFailsIsLetGo() {
        List<JournalEntry> heard = new CopyOnWriteArrayList<>();
        journal.follow(JournalName.SYSTEM, entry -> {
            heard.add(entry);
            throw new IllegalStateException("broken on purpose");
        });
        appendNumbers(1, 3);
        await().until(() -> !heard.isEmpty());
        appendNumbers(4, 5);

        assertThat(numbers(journal.query(last(10)))).hasSize(5);
        assertThat(heard).hasSize(1);
    }

    @Test
    void anInterruptedQueryAnswersNothingAndHarmsNoFile() {
        appendNumbers(1, 10);
        Thread.currentThread().interrupt();
        List<JournalEntry> answered = journal.query(last(10));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answered).isEmpty();
        assertThat(journal.query(last(10))).hasSize(10);
    }

    private void appendNumbers(long from, long to) {
        for (long i = from; i <= to; i++) {
            assertThat(journal.append(system(i))).isTrue();
        }
    }

    private long pagesSize() throws Exception {
        long size = 0;
        for (Path page : pages()) {
            size += Files.size(page);
        }
        return size;
    }

    private Path newestPage() {
        List<Path> all = pages();
        return all.get(all.size() - 1);
    }

    private List<Path> pages() {
        return new Pages(home.resolve("system"), clock).files();
    }

    private static SystemRecord system(long number) {
        return new SystemRecord(number, Severity.NOTICE, "boot", Long.toString(number));
    }

    private static JournalQuery last(int count) {
        return new JournalQuery(JournalName.SYSTEM, count, 0, Map.of());
    }

    private static List<Long> numbers(List<JournalEntry> entries) {
        return entries.stream()
                .map(e -> Long.valueOf(e.fields().getOrDefault("message", "0")))
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
