package org.bumpwire.config.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.check.Rules;
import org.bumpwire.config.compile.TreeCompiler;
import org.bumpwire.config.file.DamagedFileException;
import org.bumpwire.config.file.Disk;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Merge;
import org.bumpwire.config.tree.TreePrinter;

/**
 * The one place that decides what configuration is running: holds the candidates, commits them and keeps their history.
 *
 * <p>Safe for use by many threads; commits happen one after the other.
 */
public final class ConfigStore implements AutoCloseable {
    private static final Pattern OBJECT = Pattern.compile("sha256:[0-9a-f]{64}");

    private final RevisionFolder folder;
    private final TreeCompiler compiler;
    private final Rules rules;
    private final Clock clock;
    private final Subscribers subscribers = new Subscribers();
    private final Set<Candidate> candidates = ConcurrentHashMap.newKeySet();
    private final ReentrantLock changing = new ReentrantLock();
    private final List<String> bootNotes;
    private volatile Running running;
    private volatile RevisionFolder.Saved saved;

    private ConfigStore(RevisionFolder folder, Vault vault, Clock clock, Boot boot) {
        this.folder = folder;
        this.compiler = new TreeCompiler(vault);
        this.rules = Rules.all(clock);
        this.clock = clock;
        this.saved = boot.saved();
        Problems problems = new Problems();
        this.running = compiled(boot.saved(), problems);
        this.bootNotes = Stream.of(boot.notes(), problems.errors(), problems.warnings())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Opens the store in a state directory and locks it against other processes. What was saved becomes the running
     * configuration; where nothing ever was committed it is {@code factory}.
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
            try {
                return new ConfigStore(folder, vault, clock, Boot.from(folder, factory, clock));
            } catch (IOException | StoreException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("Configuration in '%s' cannot be opened: %s".formatted(path, reason(e)), e);
        }
    }

    /**
     * Lets every subscriber take up the running configuration.
     *
     * @return what the operator should know, a line each
     * @throws StoreException if a subscriber refuses; then none has taken it up
     */
    public List<String> start() throws StoreException {
        changing.lock();
        try {
            Problems problems = new Problems();
            ApplianceConfig config = running.config();
            Subscribers.Prepared prepared = subscribers.prepare(config, config, problems);
            if (!problems.isEmpty()) {
                prepared.discard();
                throw new StoreException(
                        "The saved configuration cannot be run: " + String.join("; ", problems.errors()));
            }
            prepared.apply();
            List<String> notes = new ArrayList<>(bootNotes);
            notes.addAll(problems.warnings());
            return notes;
        } finally {
            changing.unlock();
        }
    }

    public ApplianceConfig running() {
        return running.config();
    }

    public ConfigTree runningTree() {
        return running.tree();
    }

    /** What the device boots from. */
    public ConfigTree savedTree() {
        return saved.tree();
    }

    public boolean runningIsSaved() {
        return running.tree().equals(saved.tree());
    }

    /** The committed revisions that are kept, newest first. */
    public List<Revision> revisions() {
        changing.lock();
        try {
            return folder.revisions();
        } finally {
            changing.unlock();
        }
    }

    public ConfigTree tree(long revision) throws StoreException {
        changing.lock();
        try {
            if (folder.revisions().stream().noneMatch(r -> r.id() == revision)) {
                throw new StoreException("There is no revision %d".formatted(revision));
            }
            return folder.read(revision);
        } catch (IOException e) {
            throw new StoreException("Revision %d cannot be read: %s".formatted(revision, reason(e)), e);
        } catch (DamagedFileException e) {
            throw new StoreException("Revision %d is damaged: %s".formatted(revision, e.getMessage()), e);
        } finally {
            changing.unlock();
        }
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
        return compiler.compile(candidate.tree(), 0, new Problems());
    }

    /** Does all that a commit does up to the point where something would change. */
    public CommitResult check(Candidate candidate) {
        changing.lock();
        try {
            Draft draft = draft(candidate, running.revision());
            draft.prepared().discard();
            return result(draft.problems());
        } finally {
            changing.unlock();
        }
    }

    /** Makes a candidate the running configuration, or changes nothing and says everything that is in the way. */
    public CommitResult commit(Candidate candidate, String comment) {
        changing.lock();
        try {
            if (!candidates.contains(candidate)) {
                throw new IllegalStateException("The candidate is closed");
            }
            if (!candidate.changed() && keysAreBack()) {
                return takeUpKeys(candidate);
            }
            if (!candidate.changed()) {
                return new CommitResult(true, running.revision(), List.of(), List.of("There is nothing to commit"));
            }
            Draft draft = draft(candidate, folder.nextId());
            Revision revision = revision(folder.nextId(), candidate.editor(), comment);
            if (!draft.problems().isEmpty() || !write(revision, draft)) {
                draft.prepared().discard();
                return result(draft.problems());
            }
            running = new Running(revision, draft.tree(), draft.config());
            candidate.rebase(draft.tree());
            draft.prepared().apply();
            return result(draft.problems());
        } finally {
            changing.unlock();
        }
    }

    /** Whether private keys that the running configuration lacks have been brought again. */
    public boolean keysAreBack() {
        ApplianceConfig now = running.config();
        return now.certificates().stream().anyMatch(identity -> !identity.hasKey())
                && !compiler.compile(running.tree(), now.revision(), new Problems())
                        .certificates()
                        .equals(now.certificates());
    }

    /** The same configuration with keys that it lacked: nothing is written, for nothing that is written changes. */
    private CommitResult takeUpKeys(Candidate candidate) {
        Draft draft = draft(candidate, running.revision());
        if (!draft.problems().isEmpty()) {
            draft.prepared().discard();
            return result(draft.problems());
        }
        running = new Running(running.made(), draft.tree(), draft.config());
        draft.prepared().apply();
        return result(draft.problems());
    }

    /** The vault's objects that any stored configuration or open candidate names; of damaged files all that is legible. */
    public Set<String> namedObjects() throws StoreException {
        changing.lock();
        try {
            Set<String> named = new TreeSet<>(folder.mentioned(OBJECT));
            for (Candidate candidate : candidates) {
                addObjects(candidate.tree(), named);
                addObjects(candidate.base(), named);
            }
            addObjects(running.tree(), named);
            return named;
        } catch (IOException e) {
            throw new StoreException("Stored configurations cannot be read: " + reason(e), e);
        } finally {
            changing.unlock();
        }
    }

    private static void addObjects(ConfigTree tree, Set<String> named) {
        Matcher matcher = OBJECT.matcher(TreePrinter.complete().text(tree));
        while (matcher.find()) {
            named.add(matcher.group());
        }
    }

    /** Makes the running configuration the one that the device boots from. */
    public void save(Editor editor) throws StoreException {
        changing.lock();
        try {
            Running now = running;
            RevisionFolder.Saved next = new RevisionFolder.Saved(now.made(), now.tree());
            folder.save(next);
            saved = next;
        } catch (IOException e) {
            throw new StoreException(
                    "The configuration cannot be saved for %s: %s (what was saved before still is)"
                            .formatted(editor.user(), reason(e)),
                    e);
        } finally {
            changing.unlock();
        }
    }

    /** Subscribers are asked in the order in which they came. */
    public void subscribe(ConfigSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new IllegalStateException("The configuration's directory cannot be let go", e);
        }
    }

    void forget(Candidate candidate) {
        candidates.remove(candidate);
    }

    /** All that a commit does before it changes anything. */
    private Draft draft(Candidate candidate, long revision) {
        Problems problems = new Problems();
        Merge.Merged merged = Merge.of(candidate.base(), candidate.tree(), running.tree());
        merged.conflicts().forEach(c -> problems.add(c + " (make the candidate agree, or discard it)"));
        if (!problems.isEmpty()) {
            return new Draft(merged.tree(), running.config(), problems, Subscribers.Prepared.NOTHING);
        }
        ApplianceConfig config = compiler.compile(merged.tree(), revision, problems);
        rules.check(config, problems);
        if (!problems.isEmpty()) {
            return new Draft(merged.tree(), config, problems, Subscribers.Prepared.NOTHING);
        }
        return new Draft(merged.tree(), config, problems, subscribers.prepare(running.config(), config, problems));
    }

    private boolean write(Revision revision, Draft draft) {
        try {
            folder.write(revision, draft.tree());
            return true;
        } catch (IOException e) {
            draft.problems()
                    .add("The revision cannot be written: %s (free or repair the disk, then commit again)"
                            .formatted(reason(e)));
            return false;
        }
    }

    private CommitResult result(Problems problems) {
        return new CommitResult(problems.isEmpty(), running.revision(), problems.errors(), problems.warnings());
    }

    private Revision revision(long id, Editor editor, String comment) {
        return new Revision(
                id, clock.instant().truncatedTo(ChronoUnit.MILLIS), editor.user(), editor.address(), comment);
    }

    private Running compiled(RevisionFolder.Saved boot, Problems problems) {
        ApplianceConfig config = compiler.compile(boot.tree(), boot.revision().id(), problems);
        return new Running(boot.revision(), boot.tree(), config);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for '%s'".formatted(denied.getFile());
        }
        if (e instanceof NoSuchFileException gone) {
            return "'%s' is not there".formatted(gone.getFile());
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return "'%s': %s".formatted(system.getFile(), system.getReason());
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private record Running(Revision made, ConfigTree tree, ApplianceConfig config) {
        long revision() {
            return made.id();
        }
    }

    private record Draft(ConfigTree tree, ApplianceConfig config, Problems problems, Subscribers.Prepared prepared) {}
}
