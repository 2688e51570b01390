package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts something out of force in the candidate. */
@Command(
        name = "deactivate",
        description = "Keep a context or statement, but as if it were not there",
        footer = {"", "What is inactive is displayed behind inactive:, and neither checked nor used."})
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class DeactivateCommand implements Verb {
    @Parameters(paramLabel = "STATEMENT", arity = "1..*", description = "A context or a whole statement")
    private List<Word> statement = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        editing.mark(Paths.whole(editing.at(), statement), true);
    }
}
