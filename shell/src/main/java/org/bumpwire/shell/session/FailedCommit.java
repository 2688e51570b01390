package org.bumpwire.shell.session;

import java.util.List;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;

/**
 * A commit that was refused, kept to be looked at again.
 *
 * @param changes those that were to be made
 * @param tree the candidate
 */
public record FailedCommit(List<String> problems, Diff changes, ConfigTree tree) {
    public FailedCommit {
        problems = List.copyOf(problems);
    }
}
