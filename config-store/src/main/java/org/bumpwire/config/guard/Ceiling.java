package org.bumpwire.config.guard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bumpwire.config.compile.AccessCompiler;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.schema.AccessContext;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;

/**
 * Keeps who may manage users from making somebody, or themselves, mightier than they are: an account, a role or a group
 * that stands above them they neither change nor make.
 */
final class Ceiling {
    private final Rights rights;
    private final ConfigTree from;
    private final ConfigTree to;

    Ceiling(Rights rights, ConfigTree from, ConfigTree to) {
        this.rights = rights;
        this.from = from;
        this.to = to;
    }

    /** Whether a change can make anybody mightier. */
    static boolean matters(Diff.Change change) {
        List<ConfigPath.Step> steps = change.path().steps();
        return !steps.isEmpty() && steps.get(0).context().equals(AccessContext.NODE);
    }

    /** Who may do more after the change than the editor may, or could before. */
    Optional<String> refusal() {
        return refusal(AccessCompiler.access(from.active()), AccessCompiler.access(to.active()))
                // What is out of force now may be put back by somebody who does not look.
                .or(() -> refusal(AccessCompiler.access(from), AccessCompiler.access(to)));
    }

    private Optional<String> refusal(Access before, Access after) {
        return mightier(before, after, Access::users, u -> u.name(), u -> u.rights(), AccessContext.USER)
                .or(() -> mightier(before, after, Access::roles, Role::name, Rights::of, AccessContext.ROLE))
                .map(what -> what + " has, or would have, rights that you do not have, so you may not change it");
    }

    private <T> Optional<String> mightier(
            Access before,
            Access after,
            Function<Access, List<T>> all,
            Function<T, String> name,
            Function<T, Rights> has,
            ContextNode kind) {
        return Stream.concat(
                        all.apply(before).stream()
                                .filter(one -> !all.apply(after).contains(one)),
                        all.apply(after).stream()
                                .filter(one -> !all.apply(before).contains(one)))
                .filter(one -> !rights.covers(has.apply(one)))
                .findFirst()
                .map(one -> ConfigPath.of("aaa").child(kind, name.apply(one)).toString());
    }
}
