package org.bumpwire.config.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.file.Disk;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.file.PendingConfirm;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.file.SnapshotFolder;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigTree;

/**
 * The one place that decides what configuration is running: holds the candidates, commits them and keeps their history.
 *
 * <p>Safe for use by many threads; commits happen one after the other.
 */
public final class ConfigStore implements AutoCloseable {
    private final RevisionFolder folder;
    private final Set<Candidate> candidates = ConcurrentHashMap.newKeySet();
    private final ExclusiveEditing exclusive = new ExclusiveEditing();
    private final ReentrantLock changing = new ReentrantLock();
    private final History history;
    private final Committer committer;
    private final Optional<PendingConfirm> pendingAtBoot;
    private final List<String> bootNotes;
    private final Snapshots snapshots;
    private volatile RevisionFolder.Saved saved;

    private ConfigStore(RevisionFolder folder, SnapshotFolder kept, Vault vault, Clock clock, Boot boot) {
        this.folder = folder;
        this.history = new History(folder, changing);
        this.saved = boot.saved();
        this.pendingAtBoot = boot.pending();
        Problems problems = new Problems();
        this.committer = new Committer(
                folder,
                vault,
                clock,
                exclusive,
                boot.running(),
                problems,
                () -> alone(() -> rollBackUnconfirmed("in time")));
        this.snapshots = new Snapshots(kept, vault, clock, () -> saved(committer.running()));
        this.bootNotes = Stream.of(boot.notes(), problems.errors(), problems.warnings())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Opens the store in a state directory and locks it against other processes. What was saved becomes the running
     * configuration, or what still has to be confirmed; where nothing ever was committed it is {@code factory}.
     */
    public static ConfigStore open(Path stateDirectory, Vault vault, ConfigTree factory, Clock clock)
            throws StoreException {
        return open(stateDirectory, vault, factory, clock, new DurableDisk());
    }

    static ConfigStore open(Path stateDirectory, Vault vault, ConfigTree factory, Clock clock, Disk disk)
            throws StoreException {
        Path path = stateDirectory.resolve("config");
        try {
            RevisionFolder folder = RevisionFolder.open(path, disk);
            SnapshotFolder kept = new SnapshotFolder(stateDirectory.resolve("snapshots"), disk);
            boolean opened = false;
            try {
                ConfigStore store = new ConfigStore(folder, kept, vault, clock, Boot.from(folder, factory, clock));
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    folder.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException("Configuration in '%s' cannot be opened: %s".formatted(path, IoReason.of(e)), e);
        }
    }

    /**
     * Lets every subscriber take up the running configuration.
     *
     * @return what the operator should know, a line each
     * @throws StoreException if a subscriber refuses; then none has taken it up. What still has to be confirmed is rolled
     *     back first, for nobody could reach the device to confirm it
     */
    public List<String> start() throws StoreException {
        changing.lock();
        try {
            List<String> notes = new ArrayList<>(bootNotes);
            Problems problems = takeUpRunning();
            if (pendingAtBoot.isPresent() && !problems.isEmpty()) {
                notes.add(committer.rollBackAtStart(pendingAtBoot.get(), problems));
                problems = takeUpRunning();
            } else {
                pendingAtBoot.ifPresent(pending -> committer
                        .confirmations()
                        .resume(pending, committer.running().made()));
            }
            if (!problems.isEmpty()) {
                throw new StoreException(
                        "The saved configuration cannot be run: " + String.join("; ", problems.errors()));
            }
            notes.addAll(problems.warnings());
            return notes;
        } catch (IOException e) {
            throw new StoreException("What was to be confirmed cannot be run, nor rolled back: " + IoReason.of(e), e);
        } finally {
            changing.unlock();
        }
    }

    /** All subscribers take it up, or none and there are problems. */
    private Problems takeUpRunning() {
        Problems problems = new Problems();
        ApplianceConfig config = committer.running().config();
        Subscribers.Prepared prepared = committer.subscribers().prepare(config, config, problems);
        if (problems.isEmpty()) {
            prepared.apply();
        } else {
            prepared.discard();
        }
        return problems;
    }

    public ApplianceConfig running() {
        return committer.running().config();
    }

    public ConfigTree runningTree() {
        return committer.running().tree();
    }

    /** What the device boots from. */
    public ConfigTree savedTree() {
        return saved.tree();
    }

    public boolean runningIsSaved() {
        return runningTree().equals(saved.tree());
    }

    /** The committed revisions that are kept. */
    public History history() {
        return history;
    }

    /** The committed revisions that are kept, newest first. */
    public List<Revision> revisions() {
        return history.revisions();
    }

    public ConfigTree tree(long revision) throws StoreException {
        return history.tree(revision);
    }

    public Candidate openCandidate(Editor editor) {
        Candidate candidate = new Candidate(editor, this);
        candidates.add(candidate);
        return candidate;
    }

    /** The open candidates: who edits. */
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    /** What a candidate would mean if it were running, as far as it is sound. */
    public ApplianceConfig compile(Candidate candidate) {
        return committer.compile(candidate.tree());
    }

    /** Does all that a commit does up to the point where something would change. */
    public CommitResult check(Candidate candidate) {
        changing.lock();
        try {
            return committer.check(candidate);
        } finally {
            changing.unlock();
        }
    }

    /** Makes a candidate the running configuration at once, or changes nothing. */
    public CommitResult commit(Candidate candidate, String comment) {
        return commit(candidate, CommitRequest.plain(comment));
    }

    /** Makes a candidate the running configuration, or changes nothing and says everything that is in the way. */
    public CommitResult commit(Candidate candidate, CommitRequest request) {
        changing.lock();
        try {
            if (!candidates.contains(candidate)) {
                throw new IllegalStateException("The candidate is closed");
            }
            return committer.commit(candidate, request);
        } finally {
            changing.unlock();
        }
    }

    /** Whether private keys that the running configuration lacks have been brought again. */
    public boolean keysAreBack() {
        return committer.keysAreBack();
    }

    /** The vault's objects that any stored configuration or open candidate names; of damaged files all that is legible. */
    public Set<String> namedObjects() throws StoreException {
        changing.lock();
        try {
            List<ConfigTree> trees = new ArrayList<>();
            candidates.forEach(candidate -> {
                trees.add(candidate.tree());
                trees.add(candidate.base());
            });
            trees.add(runningTree());
            return NamedObjects.in(folder, trees);
        } catch (IOException e) {
            throw new StoreException("Stored configurations cannot be read: " + IoReason.of(e), e);
        } finally {
            changing.unlock();
        }
    }

    /** Makes the running configuration the one that the device boots from. */
    public void save(Editor editor) throws StoreException {
        changing.lock();
        try {
            Committer.Running now = committer.running();
            if (committer.confirmations().isOpen()) {
                throw new StoreException(
                        "Revision %d still has to be confirmed and cannot be saved (edit, then commit confirms it)"
                                .formatted(now.revision()));
            }
            RevisionFolder.Saved next = saved(now);
            folder.save(next);
            saved = next;
        } catch (IOException e) {
            throw new StoreException(
                    "The configuration cannot be saved for %s: %s (what was saved before still is)"
                            .formatted(editor.user(), IoReason.of(e)),
                    e);
        } finally {
            changing.unlock();
        }
    }

    /** Sets the running configuration aside for an emergency. */
    public void saveRescue() throws StoreException {
        changing.lock();
        try {
            folder.saveRescue(saved(committer.running()));
        } catch (IOException e) {
            throw new StoreException(
                    "The rescue configuration cannot be written: %s (what was kept before still is)"
                            .formatted(IoReason.of(e)),
                    e);
        } finally {
            changing.unlock();
        }
    }

    /** What was set aside for an emergency. */
    public ConfigTree rescueTree() throws StoreException {
        return history.rescue();
    }

    /** What was set aside by name. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** What runs until it is confirmed or rolled back. */
    public Optional<Unconfirmed> unconfirmed() {
        return committer.confirmations().open();
    }

    /** Rolls back what waits to be confirmed, without waiting for the end of its time. */
    public CommitResult abort(Editor editor) throws StoreException {
        changing.lock();
        try {
            CommitResult result = committer.abort(editor);
            follow();
            return result;
        } finally {
            changing.unlock();
        }
    }

    /**
     * Rolls back what waits to be confirmed since the session ended that alone could have done it; like the end of its
     * time that needs nobody's right.
     *
     * @param revision which waits; another one stays
     */
    public void sessionEnded(long revision) {
        alone(() -> {
            if (unconfirmed().filter(u -> u.revision().id() == revision).isPresent()) {
                rollBackUnconfirmed("before its session ended");
            }
        });
    }

    /** Told what happens to the configuration that operators should know. */
    public void announceTo(Announcer announcer) {
        committer.announceTo(announcer);
    }

    /** Lets nobody commit but this candidate, until it is closed. */
    public void editExclusively(Candidate candidate) throws StoreException {
        changing.lock();
        try {
            exclusive.take(candidate);
        } finally {
            changing.unlock();
        }
    }

    /** Lets others commit again. */
    public void editTogether(Candidate candidate) {
        alone(() -> exclusive.release(candidate));
    }

    /** Who alone may commit now. */
    public Optional<Editor> exclusiveEditor() {
        changing.lock();
        try {
            return exclusive.editor();
        } finally {
            changing.unlock();
        }
    }

    public boolean editsExclusively(Candidate candidate) {
        changing.lock();
        try {
            return exclusive.isHeldBy(candidate);
        } finally {
            changing.unlock();
        }
    }

    /** Has each commit keep to something more. */
    public void check(CommitCheck check) {
        committer.add(check);
    }

    /** Subscribers are asked in the order in which they came. */
    public void subscribe(ConfigSubscriber subscriber) {
        committer.subscribers().add(subscriber);
    }

    @Override
    public void close() {
        committer.confirmations().close();
        changing.lock();
        try {
            folder.close();
        } catch (IOException e) {
            throw new IllegalStateException("The configuration's directory cannot be let go", e);
        } finally {
            changing.unlock();
        }
    }

    private static RevisionFolder.Saved saved(Committer.Running running) {
        return new RevisionFolder.Saved(running.made(), running.tree());
    }

    void forget(Candidate candidate) {
        alone(() -> {
            candidates.remove(candidate);
            exclusive.release(candidate);
        });
    }

    private void rollBackUnconfirmed(String when) {
        committer.rollBackUnconfirmed(when);
        follow();
    }

    private void alone(Runnable change) {
        changing.lock();
        try {
            change.run();
        } finally {
            changing.unlock();
        }
    }

    /** Who changed nothing looks at what runs now, and not at what was rolled back. */
    private void follow() {
        candidates.forEach(Candidate::follow);
    }
}
