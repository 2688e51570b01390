package org.bumpwire.config.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.bumpwire.config.file.DamagedFileException;
import org.bumpwire.config.file.RevisionFolder.Saved;
import org.bumpwire.config.file.Snapshot;
import org.bumpwire.config.file.SnapshotFolder;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;

/**
 * Configurations that were set aside by name, with the certificates and keys that they name; safe for use by many
 * threads.
 */
public final class Snapshots {
    /** How many there may be. */
    public static final int MOST = 20;

    private static final ConfigPath CERTIFICATES = ConfigPath.of("certificates");
    private static final int LONGEST_COMMENT = 512;

    private final SnapshotFolder folder;
    private final Vault vault;
    private final Clock clock;
    private final Supplier<Saved> running;

    Snapshots(SnapshotFolder folder, Vault vault, Clock clock, Supplier<Saved> running) {
        this.folder = folder;
        this.vault = vault;
        this.clock = clock;
        this.running = running;
    }

    /**
     * What was put into a new one.
     *
     * @param objects how many files of the vault
     * @param withoutKeys the names of certificates whose keys are in memory only and so not in it
     */
    public record Made(long revision, int objects, List<String> withoutKeys) {
        public Made {
            withoutKeys = List.copyOf(withoutKeys);
        }
    }

    /**
     * One that is there; of a damaged one only its name, size and the time of its file are known.
     *
     * @param time when it was taken
     * @param bytes how large its file is
     */
    public record Listed(
            String name, Instant time, String user, long revision, long bytes, boolean whole, String comment) {}

    /** The names of all, sorted; none where the directory cannot be read. */
    public synchronized List<String> names() {
        try {
            return folder.names();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Oldest first. */
    public synchronized List<Listed> list() throws StoreException {
        try {
            List<Listed> listed = new ArrayList<>();
            for (String name : folder.names()) {
                listed.add(listed(name));
            }
            listed.sort(Comparator.comparing(Listed::time));
            return listed;
        } catch (IOException e) {
            throw new StoreException("The snapshots cannot be read: " + IoReason.of(e), e);
        }
    }

    /** Sets the running configuration aside under a name that is free. */
    public synchronized Made create(Editor editor, String name, String comment) throws StoreException {
        if (!SnapshotFolder.isName(name)) {
            throw new StoreException(
                    "\"%s\" is no name for a snapshot: letters, digits, '_', '.' and '-', at most 64, not first a sign"
                            .formatted(name));
        }
        if (comment.length() > LONGEST_COMMENT) {
            throw new StoreException("A comment has at most %d characters".formatted(LONGEST_COMMENT));
        }
        try {
            List<String> names = folder.names();
            if (names.contains(name)) {
                throw new StoreException(
                        "There is a snapshot \"%s\" already (snapshot remove %s, or choose another name)"
                                .formatted(name, name));
            }
            if (names.size() >= MOST) {
                throw new StoreException(
                        "There are %d snapshots, and no more can be kept (remove one with: snapshot remove NAME)"
                                .formatted(names.size()));
            }
            return write(editor, name, comment);
        } catch (IOException e) {
            throw new StoreException("Snapshot \"%s\" cannot be written: %s".formatted(name, IoReason.of(e)), e);
        } catch (PkiException e) {
            throw new StoreException("Snapshot \"%s\" cannot be taken: %s".formatted(name, e.getMessage()), e);
        }
    }

    private Made write(Editor editor, String name, String comment) throws IOException, PkiException {
        Saved now = running.get();
        Set<String> ids = new TreeSet<>(NamedObjects.in(now.tree()));
        Map<String, byte[]> objects = vault.resting().of(ids);
        folder.write(new Snapshot(
                name, clock.instant().truncatedTo(ChronoUnit.MILLIS), editor.user(), comment, now, objects));
        return new Made(now.revision().id(), objects.size(), withoutKeys(now.tree(), objects.keySet()));
    }

    /**
     * Brings a snapshot's certificates and keys back into the vault.
     *
     * @return its configuration, which runs only once it is committed
     */
    public synchronized ConfigTree restore(String name) throws StoreException {
        try {
            if (!SnapshotFolder.isName(name)) {
                throw missing(name);
            }
            Snapshot snapshot = folder.read(name).orElseThrow(() -> missing(name));
            vault.resting().bringBack(snapshot.objects());
            return snapshot.saved().tree();
        } catch (IOException e) {
            throw new StoreException("Snapshot \"%s\" cannot be read: %s".formatted(name, IoReason.of(e)), e);
        } catch (DamagedFileException e) {
            throw new StoreException("Snapshot \"%s\" is damaged: %s".formatted(name, e.getMessage()), e);
        } catch (PkiException e) {
            throw new StoreException("Snapshot \"%s\" cannot be restored: %s".formatted(name, e.getMessage()), e);
        }
    }

    public synchronized void remove(String name) throws StoreException {
        try {
            if (!folder.names().contains(name)) {
                throw missing(name);
            }
            folder.remove(name);
        } catch (IOException e) {
            throw new StoreException("Snapshot \"%s\" cannot be removed: %s".formatted(name, IoReason.of(e)), e);
        }
    }

    private static List<String> withoutKeys(ConfigTree tree, Set<String> files) {
        List<String> without = new ArrayList<>();
        for (String name : tree.names(CERTIFICATES, CertificatesContext.CERTIFICATE)) {
            ConfigPath path = CERTIFICATES.child(CertificatesContext.CERTIFICATE, name);
            for (String key : tree.words(path, CertificatesContext.CERTIFICATE_KEY)) {
                if (files.stream().noneMatch(f -> f.equals(key.replace(':', '-') + ".key"))) {
                    without.add(name);
                }
            }
        }
        return without;
    }

    private Listed listed(String name) throws IOException {
        long bytes = folder.size(name);
        try {
            Snapshot read = folder.read(name).orElseThrow(() -> new NoSuchFileException(name));
            return new Listed(
                    name, read.time(), read.user(), read.saved().revision().id(), bytes, true, read.comment());
        } catch (DamagedFileException e) {
            return new Listed(name, Instant.ofEpochMilli(folder.written(name)), "", 0, bytes, false, "");
        }
    }

    private static StoreException missing(String name) {
        return new StoreException("There is no snapshot \"%s\" (snapshot list tells which there are)".formatted(name));
    }
}
