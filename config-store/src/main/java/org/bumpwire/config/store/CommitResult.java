package org.bumpwire.config.store;

import java.util.List;

/**
 * What became of a commit, or would become of one that was only checked.
 *
 * @param revision the running revision after it
 * @param problems why it was refused, all of them
 * @param warnings what the operator should know all the same
 */
public record CommitResult(boolean accepted, long revision, List<String> problems, List<String> warnings) {
    public CommitResult {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
