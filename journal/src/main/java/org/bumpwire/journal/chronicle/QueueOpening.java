package org.bumpwire.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what is on disk of a journal, on the writer thread; a page that stands in the way is set aside. */
final class QueueOpening {
    private static final Logger LOG = LoggerFactory.getLogger(QueueOpening.class);
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int CHRONICLE_TIMEOUT_MILLIS = 1_000;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final JournalName name;
    private final Pages pages;
    private final Consumer<News> news;

    QueueOpening(JournalName name, Pages pages, Consumer<News> news) {
        this.name = name;
        this.pages = pages;
        this.news = news;
    }

    /**
     * A queue that can be read and written.
     *
     * @param lastSequence position of the newest record; negative if there is none
     * @param pageBytes how full the page is that is written next; 0 for a new one
     * @param pageDay when that page was last written
     */
    record Opened(ChronicleQueue queue, long lastSequence, long pageBytes, LocalDate pageDay) {}

    Opened open() throws IOException {
        QuietChronicle.hush();
        Files.createDirectories(pages.directory(), OWNER_ONLY);
        for (Path page : pages.files()) {
            if (!Pages.isSound(page)) {
                setAside(page);
            }
        }
        Optional<Opened> opened = tryToOpen();
        while (opened.isEmpty()) {
            opened = tryToOpen();
        }
        return opened.get();
    }

    /** Nothing where a page was in the way, which then is set aside; if it cannot be told which, the newest is the likeliest. */
    private Optional<Opened> tryToOpen() throws IOException {
        pages.resume();
        pages.forgetBookkeeping();
        ChronicleQueue candidate = null;
        Optional<Path> suspect = newestPage();
        try {
            candidate = SingleChronicleQueueBuilder.binary(pages.directory().toFile())
                    .rollCycle(Pages.NUMBERING)
                    .timeProvider(pages)
                    .blockSize(BLOCK_BYTES)
                    .timeoutMS(CHRONICLE_TIMEOUT_MILLIS)
                    .build();
            for (Path page : pages.files()) {
                suspect = Optional.of(page);
                PagewiseReading.begin(candidate, Pages.number(page));
            }
            return Optional.of(resume(candidate));
        } catch (RuntimeException | Error e) {
            LOG.debug("Journal '{}' does not open", name.operatorName(), e);
            if (candidate != null) {
                candidate.close();
            }
            setAside(suspect.orElseThrow(() -> new IOException(RootCause.of(e), e)));
            return Optional.empty();
        }
    }

    private Optional<Path> newestPage() {
        List<Path> files = pages.files();
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
    }

    /** Finds the newest record, and goes on behind it or, if its page was finished or is damaged, on a new page. */
    private Opened resume(ChronicleQueue candidate) throws IOException {
        Optional<Path> newestPage = newestPage();
        if (newestPage.isEmpty()) {
            return new Opened(candidate, JournalQueue.NOTHING, 0, LocalDate.EPOCH);
        }
        Path newest = newestPage.get();
        long lastSequence = BackwardReading.newestSequence(candidate);
        if (PagewiseReading.isOpenEnded(candidate, Pages.number(newest), lastSequence)) {
            LocalDate day =
                    LocalDate.ofInstant(Files.getLastModifiedTime(newest).toInstant(), ZoneOffset.UTC);
            return new Opened(candidate, lastSequence, Files.size(newest), day);
        }
        pages.turn();
        return new Opened(candidate, lastSequence, 0, LocalDate.EPOCH);
    }

    private void setAside(Path page) throws IOException {
        Path aside = pages.setAside(page);
        news.accept(new News(
                Severity.ERROR,
                "A part of journal '%s' could not be read and was set aside as %s"
                        .formatted(name.operatorName(), aside)));
    }
}
