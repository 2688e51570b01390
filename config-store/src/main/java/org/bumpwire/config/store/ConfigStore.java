package org.bumpwire.config.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigTree;

/**
 * The one place that decides what configuration is running: holds the candidates, commits them and keeps their history.
 *
 * <p>Safe for use by many threads; commits happen one after the other.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class ConfigStore implements AutoCloseable {
    private final String what;

    private ConfigStore(String what) {
        this.what = what;
    }

    /**
     * Opens the store in a state directory and locks that against other processes. What was saved becomes the running
     * configuration, or {@code factory} where nothing ever was.
     */
    public static ConfigStore open(Path stateDirectory, Vault vault, ConfigTree factory, Clock clock)
            throws StoreException {
        return new ConfigStore(stateDirectory + "" + vault + factory + clock);
    }

    /** Lets every subscriber take up the running configuration; answers what the operator should know, a line each. */
    public List<String> start() throws StoreException {
        throw pending(what);
    }

    public ApplianceConfig running() {
        throw pending(what);
    }

    public ConfigTree runningTree() {
        throw pending(what);
    }

    public ConfigTree savedTree() {
        throw pending(what);
    }

    public boolean runningIsSaved() {
        throw pending(what);
    }

    /** The committed revisions that are kept, newest first. */
    public List<Revision> revisions() {
        throw pending(what);
    }

    public ConfigTree tree(long revision) throws StoreException {
        throw pending(what + revision);
    }

    public Candidate openCandidate(Editor editor) {
        return new Candidate(editor, runningTree());
    }

    /** The open candidates: who edits. */
    public List<Candidate> candidates() {
        throw pending(what);
    }

    /** Does all that a commit does up to the point where something would change. */
    public CommitResult check(Candidate candidate) {
        throw pending(what + candidate);
    }

    /** What a candidate would mean if it were running, as far as it is sound. */
    public ApplianceConfig compile(Candidate candidate) {
        throw pending(what + candidate);
    }

    /** Makes a candidate the running configuration, or changes nothing and says everything that is in the way. */
    public CommitResult commit(Candidate candidate, String comment) {
        throw pending(what + candidate + comment);
    }

    /** Makes the running configuration the one that the device boots from. */
    public void save(Editor editor) throws StoreException {
        throw new StoreException(what + editor);
    }

    /** Subscribers are asked in the order in which they came. */
    public void subscribe(ConfigSubscriber subscriber) {
        throw pending(what + subscriber);
    }

    private static IllegalStateException pending(String what) {
        return new IllegalStateException(what);
    }

    @Override
    public void close() {}
}
