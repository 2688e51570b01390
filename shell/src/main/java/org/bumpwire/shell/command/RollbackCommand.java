package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads an old revision into the candidate; a commit makes it run. */
@Command(name = "rollback", description = "Load an old revision into the candidate; commit makes it run")
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class RollbackCommand implements Verb {
    @Parameters(paramLabel = "REVISION", description = "Its number in show commits")
    private Word revision = Word.NONE;

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        editing.replace(DisplaySource.revision(session, revision));
        session.say(
                editing.candidate().changed()
                        ? "Loaded revision %s; compare shows the changes, commit makes them run"
                                .formatted(revision.text())
                        : "Revision %s is what runs already".formatted(revision.text()));
    }
}
