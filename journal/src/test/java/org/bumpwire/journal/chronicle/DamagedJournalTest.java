package org.bumpwire.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.Journal.Retention;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedJournalTest {
    private static final int RECORDS = 1_500;

    @TempDir
    Path home;

    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /** Three pages of 1 MiB and a newest with few records. */
    @BeforeEach
    void fill() {
        try (Journal journal = open()) {
            journal.retain(new Retention(1 << 24, 30));
            for (int i = 1; i <= RECORDS; i++) {
                journal.appendDurably(record(i));
            }
        }
        assertThat(pages()).hasSizeGreaterThan(2);
        assertThat(troubles).isEmpty();
    }

    @Test
    void aDamagedBookkeepingFileCostsNothing() throws Exception {
        Files.write(home.resolve("audit/metadata.cq4t"), noise(4_096, 1));

        try (Journal journal = open()) {
            assertThat(commands(journal)).hasSize(RECORDS);
        }
        assertThat(troubles).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPageOfNoiseIsSetAsideAndTheOthersAreRead(long seed) throws Exception {
        Path page = newest();
        Files.write(page, noise((int) Files.size(page), seed));

        assertOnlyTheNewestPageIsLost(page);
    }

    @Test
    void aPageOfZerosIsSetAside() throws Exception {
        Path page = newest();
        Files.write(page, new byte[1 << 20]);

        assertOnlyTheNewestPageIsLost(page);
    }

    @Test
    void anEmptyPageIsSetAside() throws Exception {
        Path page = newest();
        Files.write(page, new byte[0]);

        assertOnlyTheNewestPageIsLost(page);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4_096, 40_000, 200_000})
    void aTruncatedPageLosesAtMostItsOwnRecords(int length) throws Exception {
        Path page = pages().get(1);
        try (RandomAccessFile file = new RandomAccessFile(page.toFile(), "rw")) {
            file.setLength(length);
        }

        try (Journal journal = open()) {
            List<String> entries = commands(journal);
            assertThat(entries).startsWith("1").endsWith("" + RECORDS);
            journal.appendDurably(record(RECORDS + 1));
            assertThat(commands(journal)).hasSize(entries.size() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void noiseInsideAPageNeverStopsTheDevice(long seed) throws Exception {
        Random random = new Random(seed);
        try (RandomAccessFile file = new RandomAccessFile(newest().toFile(), "rw")) {
            file.seek(200 + random.nextInt(300_000));
            file.write(noise(3_000, seed));
        }

        try (Journal journal = open()) {
            assertThat(commands(journal)).startsWith("1");
            journal.appendDurably(record(RECORDS + 1));
            assertThat(commands(journal)).endsWith("" + (RECORDS + 1));
            assertThat(journal.dropped()).isZero();
        }
    }

    @Test
    void aDamagedRecordIsLeftOutAndToldOnce() throws Exception {
        byte[] bytes = Files.readAllBytes(newest());
        int at = indexOf(bytes, "filler-" + RECORDS + "-");
        bytes[at + 2] ^= 1;
        Files.write(newest(), bytes);

        try (Journal journal = open()) {
            assertThat(commands(journal)).hasSize(RECORDS - 1);
            journal.retain(new Retention(1L << 30, 30));
            journal.retain(new Retention(1L << 30, 30));
        }
        assertThat(troubles).containsExactly("Journal 'audit' has records that cannot be read; they are left out");
    }

    @Test
    void aJournalThatCannotBeMadeIsToldInOneSentence() throws Exception {
        Path file = Files.createFile(home.resolve("not-a-directory"));

        try (Journal journal = ChronicleJournal.open(file, Clock.systemUTC(), troubles::add)) {
            journal.appendDurably(record(1));
            journal.appendDurably(record(2));
            assertThat(journal.dropped()).isGreaterThanOrEqualTo(2);
            assertThat(commands(journal)).isEmpty();
        }
        assertThat(troubles)
                .singleElement()
                .asString()
                .startsWith("Journal 'audit' cannot be written: ")
                .doesNotContain("Exception");
    }

    private void assertOnlyTheNewestPageIsLost(Path page) {
        try (Journal journal = open()) {
            List<String> entries = commands(journal);
            assertThat(entries).hasSizeBetween(RECORDS / 2, RECORDS - 1);
            journal.appendDurably(record(RECORDS + 1));
            assertThat(commands(journal)).hasSize(entries.size() + 1);
            assertThat(journal.dropped()).isZero();
        }
        assertThat(troubles)
                .singleElement()
                .asString()
                .startsWith("A part of journal 'audit' could not be read and was set aside as " + page + ".damaged-");
    }

    private Journal open() {
        return ChronicleJournal.open(home, Clock.systemUTC(), troubles::add);
    }

    private List<Path> pages() {
        return new Pages(home.resolve("audit"), Clock.systemUTC()).files();
    }

    private Path newest() {
        List<Path> all = pages();
        return all.get(all.size() - 1);
    }

    private static AuditRecord record(int number) {
        String filler = "filler-%d-".formatted(number) + "x".repeat(2_000);
        return new AuditRecord(number, "admin", "console", 1, "", Integer.toString(number), true, filler);
    }

    private static List<String> commands(Journal journal) {
        return journal.query(new JournalQuery(JournalName.AUDIT, 10_000, 0, Map.of())).stream()
                .map(entry -> entry.fields().getOrDefault("command", ""))
                .toList();
    }

    private static byte[] noise(int length, long seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private static int indexOf(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        return at;
    }
}
