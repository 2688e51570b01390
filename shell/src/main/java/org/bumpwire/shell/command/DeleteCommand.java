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

/** Removes a context, a leaf or some of a leaf's values from the candidate. */
@Command(name = "delete", description = "Remove a context, a statement or one of its values")
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class DeleteCommand implements Verb {
    @Parameters(paramLabel = "STATEMENT", arity = "1..*", description = "What to remove")
    private List<Word> statement = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        editing.delete(Paths.target(editing.at(), statement));
    }
}
