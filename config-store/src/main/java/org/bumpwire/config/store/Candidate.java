package org.bumpwire.config.store;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.guard.ChangeGuard;
import org.bumpwire.config.tree.Annotation;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.Merge;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.Target;

/**
 * One operator's private working copy of the configuration; nothing of it is seen by others until it is committed.
 *
 * <p>Safe for use by many threads. A change that the editor's rights do not allow is refused at once.
 */
public final class Candidate implements AutoCloseable {
    private final Editor editor;
    private final ConfigStore store;
    private ConfigTree base;
    private ConfigTree tree;

    Candidate(Editor editor, ConfigStore store) {
        this.editor = editor;
        this.store = store;
        this.base = store.runningTree();
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

    /** Makes sure that a context is there, if the editor may see it. */
    public synchronized void enter(ConfigPath path) throws StoreException {
        refuse(guard(editor).forPath(path, Grant.READ));
        take(tree.with(path));
    }

    public synchronized void assign(Statement.Assign statement) throws StoreException {
        try {
            take(tree.with(statement));
        } catch (IllegalArgumentException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Removes what is there; refused where it is not. */
    public synchronized void delete(Target target) throws StoreException {
        refuse(guard(editor).forTarget(tree, target));
        if (!tree.has(target)) {
            throw new StoreException("There is no %s to delete".formatted(target));
        }
        replace(tree.without(target));
    }

    /** Puts what is there out of force, or back into it; refused where it is not there. */
    public synchronized void mark(Target target, boolean inactive) throws StoreException {
        refuse(guard(editor).forTarget(tree, target));
        ConfigTree next = tree.marked(target, inactive);
        if (!tree.canBeMarked(target)) {
            throw new StoreException("There is no %s".formatted(target));
        }
        if (next.equals(tree)) {
            throw new StoreException("%s is %s already".formatted(target, inactive ? "inactive" : "active"));
        }
        replace(next);
    }

    /** Writes something about what is there, or with an empty text removes it; refused where nothing is there. */
    public synchronized void annotate(Annotation note) throws StoreException {
        Target target = note.target();
        refuse(guard(editor).forTarget(tree, target));
        if (!tree.canBeMarked(target)) {
            throw new StoreException("There is no %s".formatted(target));
        }
        if (note.text().isEmpty() && tree.note(target).isEmpty()) {
            throw new StoreException("Nothing is written about %s".formatted(target));
        }
        replace(tree.noted(target, note.text()));
    }

    /** Makes another tree the working copy, such as an old revision or a loaded file. */
    public synchronized void replace(ConfigTree next) throws StoreException {
        requireAllowed(editor, tree, next);
        tree = next;
    }

    /** Refuses changes that the editor's rights do not allow, without a word of what the editor does not see. */
    static void requireAllowed(Editor editor, ConfigTree from, ConfigTree to) throws StoreException {
        refuse(guard(editor).refusal(from, to).map(editor.veil()::over));
    }

    /** Makes a change of what the editor has named; a refusal may name it too. */
    private void take(ConfigTree next) throws StoreException {
        refuse(guard(editor).refusal(tree, next));
        tree = next;
    }

    /** Forgets all changes and starts again from what is running now. */
    public synchronized void discard() {
        rebase(store.runningTree());
    }

    /**
     * Takes over what became running since editing began, and keeps the changes.
     *
     * @return the conflicts, a sentence each; where there are any nothing is changed
     */
    public synchronized List<String> update() {
        ConfigTree running = store.runningTree();
        Merge.Merged merged = Merge.of(base, tree, running, editor.sight().sieve());
        if (merged.conflicts().isEmpty()) {
            base = running;
            tree = merged.tree();
        }
        return editor.veil().over(merged.conflicts());
    }

    /** Starts again from what is running now, unless there are changes. */
    synchronized void follow() {
        if (!changed()) {
            rebase(store.runningTree());
        }
    }

    synchronized void rebase(ConfigTree running) {
        base = running;
        tree = running;
    }

    @Override
    public void close() {
        store.forget(this);
    }

    private static ChangeGuard guard(Editor editor) {
        return new ChangeGuard(editor.rights().get());
    }

    private static void refuse(Optional<String> why) throws StoreException {
        if (why.isPresent()) {
            throw new StoreException(why.get());
        }
    }
}
