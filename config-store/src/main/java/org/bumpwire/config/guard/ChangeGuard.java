package org.bumpwire.config.guard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.References;
import org.bumpwire.config.tree.Target;

/**
 * Says which changes an operator may not make. What counts is the difference of two trees, by whatever way it came: a
 * statement, a file, an old revision.
 */
public final class ChangeGuard {
    private final Rights rights;
    private final Sight sight;

    public ChangeGuard(Rights rights) {
        this.rights = rights;
        this.sight = new Sight(rights);
    }

    /** Why the first change that is not allowed is not; nothing where all are. */
    public Optional<String> refusal(ConfigTree from, ConfigTree to) {
        if (rights.isUnlimited()) {
            return Optional.empty();
        }
        Locks locks = new Locks(from);
        List<Diff.Change> changes = Diff.between(from, to).changes();
        Optional<String> refusal = changes.stream()
                .flatMap(change -> Stream.of(
                                forPath(change.path(), Grant.WRITE),
                                locks.key(change).flatMap(key -> lacking(change.path(), key)),
                                reference(change),
                                loss(change, to),
                                inside(change, from))
                        .flatMap(Optional::stream))
                .findFirst();
        return refusal.isEmpty() && changes.stream().anyMatch(Ceiling::matters)
                ? new Ceiling(rights, from, to).refusal()
                : refusal;
    }

    /** Why a context, be it there or not, may not be looked at or changed. */
    public Optional<String> forPath(ConfigPath path, Grant grant) {
        for (ConfigPath.Step step : path.steps()) {
            boolean reached = step.context()
                    .grouped()
                    .map(kind -> rights.reaches(kind, step.name()))
                    .orElse(true);
            if (!reached) {
                return Optional.of("%s is out of reach of your user group, \"%s\"".formatted(path, groupName()));
            }
        }
        if (grant == Grant.READ && sight.keeps(path)) {
            return Optional.empty();
        }
        return path.needs().stream()
                .filter(capability -> !rights.may(capability, grant))
                .findFirst()
                .map(capability -> sentence(path, capability, grant));
    }

    /** The same for what a line points at; a lock too must be the operator's to open. */
    public Optional<String> forTarget(ConfigTree tree, Target target) {
        return forPath(target.path(), Grant.WRITE)
                .or(() -> new Locks(tree).key(target).flatMap(key -> lacking(target.path(), key)));
    }

    private Optional<String> lacking(ConfigPath path, Capability key) {
        return rights.may(key, Grant.WRITE) ? Optional.empty() : Optional.of(sentence(path, key, Grant.WRITE));
    }

    /** Nobody leads traffic to what they do not see, nor finds out by trying what there is. */
    private Optional<String> reference(Diff.Change change) {
        if (!(change instanceof Diff.LeafChanged changed)) {
            return Optional.empty();
        }
        List<ConfigPath> before = named(changed, changed.before());
        return named(changed, changed.after()).stream()
                .filter(object -> !before.contains(object) && !sight.keeps(object))
                .findFirst()
                .flatMap(object -> forPath(object, Grant.READ).map(why -> named(changed.path(), changed.leaf(), why)));
    }

    /**
     * Nobody unsets a reference to what they do not see, as would happen unnoticed where what was displayed is loaded
     * again; they may set another one, or delete all of what it is in.
     */
    private Optional<String> loss(Diff.Change change, ConfigTree to) {
        boolean unset = change instanceof Diff.LeafChanged changed
                && !changed.leaf().multiple()
                && changed.after().isEmpty()
                && isThere(to, change.path())
                && named(changed, changed.before()).stream().anyMatch(object -> !sight.keeps(object));
        return unset
                ? Optional.of("%s %s names what you may not see, so it is not unset by you (set another, or delete %s)"
                        .formatted(change.path(), ((Diff.LeafChanged) change).leaf(), change.path()))
                : Optional.empty();
    }

    private static boolean isThere(ConfigTree tree, ConfigPath path) {
        for (ConfigPath at = path; !at.isRoot(); at = at.parent()) {
            if (!tree.has(at)) {
                return false;
            }
        }
        return true;
    }

    /** What puts a context out of force does so to all that is in it. */
    private Optional<String> inside(Diff.Change change, ConfigTree from) {
        return change instanceof Diff.Marked marked && marked.leaf().isEmpty()
                ? inside(from, marked.path())
                : Optional.empty();
    }

    private Optional<String> inside(ConfigTree tree, ConfigPath path) {
        return tree.children(path).stream()
                .flatMap(child -> forPath(child, Grant.WRITE).or(() -> inside(tree, child)).stream())
                .findFirst();
    }

    private static String named(ConfigPath path, LeafNode<?> leaf, String why) {
        return "%s %s: %s".formatted(path, leaf, why);
    }

    private static List<ConfigPath> named(Diff.LeafChanged change, List<String> words) {
        return References.of(change.path(), change.leaf(), words).stream()
                .map(References.Reference::target)
                .toList();
    }

    private String sentence(ConfigPath path, Capability capability, Grant grant) {
        return "%s may not be %s by you: your role, \"%s\", lacks capability %s %s"
                .formatted(
                        path.isRoot() ? "The configuration" : path,
                        grant == Grant.READ ? "seen" : "changed",
                        rights.role().name(),
                        capability.word(),
                        grant.word());
    }

    private String groupName() {
        return rights.group().map(g -> g.name()).orElse("");
    }
}
