package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads an old revision into the candidate, or ends a commit that waits to be confirmed. */
@Command(
        name = "rollback",
        description = "Load an old revision into the candidate, or end a commit that waits to be confirmed",
        footer = {
            "",
            "A revision is named by its number or label in show commits, or by -1, -2, … as counted back from the newest;",
            "commit makes it run. rollback confirmed-commit works outside edit mode too, and at once."
        })
@Needs(Capability.CONFIGURE)
final class RollbackCommand implements Verb {
    private static final String CONFIRMED_COMMIT = "confirmed-commit";

    @Parameters(paramLabel = "confirmed-commit|REVISION", description = "Number or label in show commits, or -1, -2, …")
    private Word revision = Word.NONE;

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        if (revision.text().equals(CONFIRMED_COMMIT)) {
            abort(session);
            return;
        }
        Editing editing = Paths.editing(session);
        editing.replace(DisplaySource.revision(session, revision));
        session.say(
                editing.candidate().changed()
                        ? "Loaded revision %s; compare shows the changes, commit makes them run"
                                .formatted(revision.text())
                        : "Revision %s is what runs already".formatted(revision.text()));
    }

    static void abort(ShellSession session) throws CommandException {
        CommitResult result = CommitCommand.abort(session);
        CommitCommand.say(session, result, "Rolled back; what ran before runs again, as revision " + result.revision());
    }
}
