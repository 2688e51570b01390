package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the candidate the running configuration, or says everything that prevents it. */
@Command(name = "commit", description = "Make the candidate the running configuration, all of it or nothing")
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT, changesDevice = true)
final class CommitCommand implements Verb {
    @Option(names = "check", description = "Only say whether it could be committed")
    private boolean check;

    @Option(names = "comment", paramLabel = "TEXT", description = "Why, for show commits")
    private @Nullable Word comment;

    @Override
    public void run(ShellSession session) throws CommandException {
        Candidate candidate = Paths.editing(session).candidate();
        ConfigStore store = session.device().config();
        if (check) {
            answer(session, store.check(candidate), "The candidate can be committed");
            return;
        }
        refuseHalf(session);
        boolean unchanged = !candidate.changed();
        if (unchanged && !store.keysAreBack()) {
            session.say("Nothing to commit: the candidate does not differ from the running configuration");
            return;
        }
        CommitResult result = store.commit(candidate, comment == null ? "" : comment.text());
        String done = unchanged
                ? "Revision %d runs with its private keys again".formatted(result.revision())
                : "Committed revision " + result.revision();
        answer(session, result, done);
        if (!store.runningIsSaved()) {
            session.say("It runs until the next restart; save-config keeps it");
        }
    }

    private static void refuseHalf(ShellSession session) throws CommandException {
        List<Integer> refused = session.refusedLines();
        if (!refused.isEmpty()) {
            throw new CommandException(
                    "Nothing was committed, for line %s was refused and this would be half a configuration; discard drops it"
                            .formatted(String.join(
                                    ", ", refused.stream().map(String::valueOf).toList())));
        }
    }

    private static void answer(ShellSession session, CommitResult result, String success) throws CommandException {
        if (!result.accepted()) {
            List<String> problems = result.problems();
            throw new CommandException(
                    problems.size() == 1
                            ? problems.get(0)
                            : "Commit refused, nothing was changed:\n" + String.join("\n", problems));
        }
        result.warnings().forEach(w -> session.say("warning: " + w));
        session.say(success);
    }
}
