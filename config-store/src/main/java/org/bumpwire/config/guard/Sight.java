package org.bumpwire.config.guard;

import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Sieve;

/** What one operator sees of the configuration; everything that is displayed or completed passes through it. */
public final class Sight implements Sieve {
    private final Rights rights;

    public Sight(Rights rights) {
        this.rights = rights;
    }

    /** The same whatever objects are out of reach: what the role alone lets one see, of objects that have no name yet. */
    public Sight ofRole() {
        return new Sight(Rights.of(rights.role()));
    }

    /** The same for what need not be held against every statement where nothing is kept back. */
    public Sieve sieve() {
        return rights.isUnlimited() ? Sieve.ALL : this;
    }

    /** Whether nothing is kept back, whatever there may yet be. */
    boolean seesEverything() {
        return rights.isUnlimited();
    }

    /** What of a tree is seen; statements that name anything else are left out. */
    public ConfigTree of(ConfigTree tree) {
        return rights.isUnlimited() ? tree : tree.sifted(this);
    }

    @Override
    public boolean keeps(ConfigPath path) {
        return path.isRoot()
                || (isReached(path) && keepsAny(path.parent(), path.last().context()));
    }

    /** Whatever its contexts are. */
    @Override
    public boolean keepsContents(ConfigPath path) {
        return isReached(path) && may(rights, path.needs(), Grant.READ);
    }

    @Override
    public boolean keepsAny(ConfigPath around, ContextNode context) {
        Iterable<Capability> needs = context.needs().isEmpty() ? around.needs() : context.needs();
        return may(rights, needs, Grant.READ) || context.contexts().stream().anyMatch(inside -> hasOwn(inside));
    }

    /** Whether a context with capabilities of its own, or one in it, is seen. */
    private boolean hasOwn(ContextNode context) {
        boolean own = !context.needs().isEmpty() && may(rights, context.needs(), Grant.READ);
        return own || context.contexts().stream().anyMatch(this::hasOwn);
    }

    private boolean isReached(ConfigPath path) {
        for (ConfigPath.Step step : path.steps()) {
            Optional<GroupedObject> kind = step.context().grouped();
            if (kind.isPresent() && !rights.reaches(kind.get(), step.name())) {
                return false;
            }
        }
        return true;
    }

    private static boolean may(Rights rights, Iterable<Capability> capabilities, Grant grant) {
        for (Capability capability : capabilities) {
            if (!rights.may(capability, grant)) {
                return false;
            }
        }
        return true;
    }
}
