package org.bumpwire.config.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.config.tree.ConfigTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory with the committed revisions, the saved configuration and what is to be confirmed. Damaged files are reported, passed over and
 * left where they are.
 *
 * <p>Not safe for use by many threads.
 */
public final class RevisionFolder implements AutoCloseable {
    /** How many revisions are kept. */
    public static final int MOST_REVISIONS = 100;

    private static final Logger log = LoggerFactory.getLogger(RevisionFolder.class);
    private static final Pattern NAME = Pattern.compile("([0-9]{10})\\.conf");
    private static final String SAVED = "saved.conf";
    private static final String RESCUE = "rescue.conf";
    private static final String PENDING = "pending.conf";

    private final Path folder;
    private final Disk disk;
    private final FolderLock lock;
    private final List<String> damages = new ArrayList<>();
    private final Mentions mentions = new Mentions(NAME);
    private final NavigableMap<Long, Revision> revisions = new TreeMap<>();
    private long lastId;

    private RevisionFolder(Path folder, Disk disk, FolderLock lock) {
        this.folder = folder;
        this.disk = disk;
        this.lock = lock;
    }

    /** Opens a folder for this process alone, making it if it is not there. */
    public static RevisionFolder open(Path folder, Disk disk) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        RevisionFolder opened = new RevisionFolder(folder, disk, FolderLock.take(folder.resolve("lock")));
        try {
            opened.readAll();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** The whole revisions, newest first. */
    public List<Revision> revisions() {
        return List.copyOf(revisions.descendingMap().values());
    }

    /** What was found damaged, a sentence a file. */
    public List<String> damages() {
        return List.copyOf(damages);
    }

    /** The id for the next revision: higher than any that was ever used here. */
    public long nextId() {
        return lastId + 1;
    }

    public ConfigTree read(long id) throws IOException, DamagedFileException {
        Path file = file(id);
        return RevisionText.read(file, Files.readAllBytes(file)).tree();
    }

    /** Writes a revision, and forgets the oldest ones beyond those that are kept. */
    public void write(Revision revision, ConfigTree tree) throws IOException {
        mentions.forget(file(revision.id()));
        disk.write(file(revision.id()), RevisionText.write(new RevisionText.Stored(revision, tree)));
        lastId = Math.max(lastId, revision.id());
        revisions.put(revision.id(), revision);
        while (revisions.size() > MOST_REVISIONS) {
            forget(revisions.pollFirstEntry().getKey());
        }
    }

    /** The saved configuration; nothing if there is none. */
    public Optional<Saved> saved() throws IOException, DamagedFileException {
        return stored(SAVED);
    }

    public void save(Saved saved) throws IOException {
        store(SAVED, saved);
    }

    /** The configuration that was set aside for an emergency; nothing if there is none. */
    public Optional<Saved> rescue() throws IOException, DamagedFileException {
        return stored(RESCUE);
    }

    public void saveRescue(Saved rescue) throws IOException {
        store(RESCUE, rescue);
    }

    /** What is to be confirmed, if that is the newest revision here; nothing else is of interest any more. */
    public Optional<PendingConfirm> pending() throws IOException, DamagedFileException {
        Path file = folder.resolve(PENDING);
        try {
            PendingConfirm pending = PendingText.read(file, Files.readAllBytes(file));
            return Optional.of(pending)
                    .filter(p -> !revisions.isEmpty()
                            && p.unconfirmed().contains(revisions.lastEntry().getValue()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public void writePending(PendingConfirm pending) throws IOException {
        disk.write(folder.resolve(PENDING), PendingText.write(pending));
    }

    public void clearPending() throws IOException {
        disk.delete(folder.resolve(PENDING));
    }

    /** All texts of a form in any file here, damaged ones among the rest. */
    public Set<String> mentioned(Pattern form) throws IOException {
        return mentions.in(files(), form);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** A configuration, and the revision that it is. */
    public record Saved(Revision revision, ConfigTree tree) {}

    private Optional<Saved> stored(String name) throws IOException, DamagedFileException {
        Path file = folder.resolve(name);
        try {
            RevisionText.Stored stored = RevisionText.read(file, Files.readAllBytes(file));
            return Optional.of(new Saved(stored.revision(), stored.tree()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void store(String name, Saved saved) throws IOException {
        disk.write(folder.resolve(name), RevisionText.write(new RevisionText.Stored(saved.revision(), saved.tree())));
    }

    private void forget(long id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            log.warn("Old revision {} cannot be deleted: {}", id, e.getMessage());
        }
    }

    private void readAll() throws IOException {
        for (Path file : files()) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                lastId = Math.max(lastId, Long.parseLong(name.group(1)));
                read(file);
            }
        }
    }

    private void read(Path file) throws IOException {
        try {
            Revision revision = RevisionText.readRevision(file, Files.readAllBytes(file));
            if (file(revision.id()).equals(file)) {
                revisions.put(revision.id(), revision);
            } else {
                damages.add("'%s' holds revision %d".formatted(file, revision.id()));
            }
        } catch (DamagedFileException e) {
            damages.add(e.getMessage());
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private Path file(long id) {
        return folder.resolve("%010d.conf".formatted(id));
    }
}
