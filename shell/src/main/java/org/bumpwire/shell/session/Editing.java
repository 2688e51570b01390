package org.bumpwire.shell.session;

import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.Annotation;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.Target;

/** Edit mode: a candidate and the context that the operator stands in. */
public final class Editing {
    private final Candidate candidate;
    private ConfigPath at = ConfigPath.root();

    Editing(Candidate candidate) {
        this.candidate = candidate;
    }

    public Candidate candidate() {
        return candidate;
    }

    public ConfigPath at() {
        return at;
    }

    /** Where the operator stands, as the prompt and the audit log name it. */
    String context() {
        StringBuilder context = new StringBuilder("running");
        for (ConfigPath.Step step : at.steps()) {
            context.append('-').append(step.context().keyword());
            context.append(step.name().isEmpty() ? "" : "-" + step.name());
        }
        return context.toString();
    }

    /** Goes into a context, and makes it where it is not there yet. */
    public void enter(ConfigPath path) throws CommandException {
        try {
            candidate.enter(path);
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
        at = path;
    }

    public void up() {
        at = at.parent();
    }

    public void top() {
        at = ConfigPath.root();
    }

    public void assign(Statement.Assign statement) throws CommandException {
        try {
            candidate.assign(statement);
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
    }

    /** Deletes, and steps out of a context that is no more. */
    public void delete(Target target) throws CommandException {
        try {
            candidate.delete(target);
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
        stepOutOfWhatIsGone();
    }

    /** Puts a statement or a context out of force, or back into it. */
    public void mark(Target target, boolean inactive) throws CommandException {
        try {
            candidate.mark(target, inactive);
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
    }

    /** Writes something about a statement or a context, or removes what was written. */
    public void annotate(Annotation note) throws CommandException {
        try {
            candidate.annotate(note);
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
    }

    public void replace(ConfigTree tree) throws CommandException {
        try {
            candidate.replace(tree);
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
        stepOutOfWhatIsGone();
    }

    /** Takes a tree in which a context has another name, and stays where it was in it. */
    public void rename(ConfigTree tree, ConfigPath from, ConfigPath to) throws CommandException {
        ConfigPath moved = at.isWithin(from) ? to.below(at, from) : at;
        replace(tree);
        at = moved;
    }

    public void discard() {
        candidate.discard();
        stepOutOfWhatIsGone();
    }

    private void stepOutOfWhatIsGone() {
        while (!candidate.tree().has(at)) {
            at = at.parent();
        }
    }
}
