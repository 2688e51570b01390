package org.bumpwire.config.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import org.bumpwire.config.file.DamagedFileException;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.tree.ConfigTree;

/** The revisions that are kept; safe for use by many threads. */
public final class History {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final RevisionFolder folder;
    private final Lock lock;

    History(RevisionFolder folder, Lock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Newest first. */
    public List<Revision> revisions() {
        lock.lock();
        try {
            return folder.revisions();
        } finally {
            lock.unlock();
        }
    }

    public ConfigTree tree(long revision) throws StoreException {
        lock.lock();
        try {
            if (folder.revisions().stream().noneMatch(r -> r.id() == revision)) {
                throw new StoreException("There is no revision %d".formatted(revision));
            }
            return folder.read(revision);
        } catch (IOException e) {
            throw new StoreException("Revision %d cannot be read: %s".formatted(revision, IoReason.of(e)), e);
        } catch (DamagedFileException e) {
            throw new StoreException("Revision %d is damaged: %s".formatted(revision, e.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    /** The revision of a number, of a label, or with a minus so many before the newest. */
    public Revision find(String name) throws StoreException {
        List<Revision> revisions = revisions();
        Optional<Revision> found = NUMBER.matcher(name).matches()
                ? byNumber(Long.parseLong(name), revisions, name.startsWith("-"))
                : revisions.stream().filter(r -> r.label().equals(name)).findFirst();
        return found.orElseThrow(() -> new StoreException(
                "There is no revision %s (show commits lists numbers and labels; -1 is the one before the newest)"
                        .formatted(name)));
    }

    /** What {@code rescue save} kept. */
    ConfigTree rescue() throws StoreException {
        lock.lock();
        try {
            return folder.rescue()
                    .orElseThrow(
                            () -> new StoreException("There is no rescue configuration (keep one with: rescue save)"))
                    .tree();
        } catch (IOException e) {
            throw new StoreException("The rescue configuration cannot be read: " + IoReason.of(e), e);
        } catch (DamagedFileException e) {
            throw new StoreException("The rescue configuration is damaged: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private static Optional<Revision> byNumber(long number, List<Revision> revisions, boolean back) {
        if (back) {
            return revisions.stream().skip(-number).findFirst();
        }
        return revisions.stream().filter(r -> r.id() == number).findFirst();
    }
}
