package org.bumpwire.journal.chronicle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

/**
 * The files of one queue, and the clock that tells Chronicle to which of them it writes.
 *
 * <p>Chronicle begins a new file by the clock alone. Ours stands still until the page is turned, so that a page ends
 * when it is large enough or its day is over, and retention by size removes small pieces. A page has the number of a
 * minute: the first that of its creation, each later one the next.
 */
final class Pages implements TimeProvider {
    static final RollCycle NUMBERING = LegacyRollCycles.MINUTELY;
    private static final String SUFFIX = ".cq4";
    private static final String BOOKKEEPING = "metadata.cq4t";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");
    private static final DateTimeFormatter SET_ASIDE_AT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final int BEGINNING = 64;
    /** In the fourth byte of the file, which begins with the length of its header. */
    private static final int NOT_COMPLETE = 0x80;
    /** Header and index of a file without a record. */
    private static final int LEAST_BYTES = 4096;

    private static final String MARK_OF_CHRONICLE = "SCQStore";

    private final Path directory;
    private final Clock clock;
    private final AtomicInteger current = new AtomicInteger();

    Pages(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Path directory() {
        return directory;
    }

    /** The oldest first. */
    List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on with the newest page, or with a first one. */
    void resume() {
        List<Path> files = files();
        current.set(files.isEmpty() ? Math.max(minuteNow(), current.get() + 1) : number(files.get(files.size() - 1)));
    }

    void turn() {
        current.incrementAndGet();
    }

    @Override
    public long currentTimeMillis() {
        return (long) current.get() * NUMBERING.lengthInMillis();
    }

    static int number(Path page) {
        String name = page.getFileName().toString();
        String minute = name.substring(0, name.length() - SUFFIX.length());
        return (int) (LocalDateTime.parse(minute, NAME).toEpochSecond(ZoneOffset.UTC) / 60);
    }

    Path file(int number) {
        Instant minute = Instant.ofEpochSecond(number * 60L);
        return directory.resolve(NAME.format(minute.atOffset(ZoneOffset.UTC)) + SUFFIX);
    }

    /**
     * Whether Chronicle began this file and wrote its header; a file that it has only created, when the device was
     * killed, holds no record.
     */
    static boolean isSound(Path page) throws IOException {
        try {
            number(page);
        } catch (DateTimeException e) {
            return false;
        }
        try (InputStream in = Files.newInputStream(page)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            boolean headerComplete = beginning.length == BEGINNING
                    && (beginning[3] & NOT_COMPLETE) == 0
                    && Files.size(page) >= LEAST_BYTES;
            return headerComplete && new String(beginning, StandardCharsets.ISO_8859_1).contains(MARK_OF_CHRONICLE);
        }
    }

    /** Renames a page so that Chronicle no longer sees it; answers where it is now. */
    Path setAside(Path page) throws IOException {
        String when = SET_ASIDE_AT.format(clock.instant().atOffset(ZoneOffset.UTC));
        Path aside = page.resolveSibling(page.getFileName() + ".damaged-" + when);
        for (int i = 2; Files.exists(aside); i++) {
            aside = page.resolveSibling(page.getFileName() + ".damaged-" + when + "-" + i);
        }
        return Files.move(page, aside);
    }

    /**
     * Removes what Chronicle knows about the directory beside its pages: locks and the numbers of the first and last
     * page. It makes them anew, while those of a killed device may be held by a process that has its number by now.
     */
    void forgetBookkeeping() throws IOException {
        Files.deleteIfExists(directory.resolve(BOOKKEEPING));
    }

    private int minuteNow() {
        return (int) (clock.instant().getEpochSecond() / 60);
    }
}
