package org.bumpwire.shell.session;

import java.util.List;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;

/**
 * A commit that was refused, kept to be looked at again.
 *
 * @param base what the candidate was made from
 * @param tree the candidate
 */
public record FailedCommit(List<String> problems, ConfigTree base, ConfigTree tree) {
    public FailedCommit {
        problems = List.copyOf(problems);
    }

    /** The changes that were to be made, as far as somebody sees them. */
    public Diff changes(Sight sight) {
        return Diff.between(base, tree, sight.sieve());
    }
}
