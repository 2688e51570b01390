package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.tree.Target;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Enters edit mode, and there a context. */
@Command(name = "edit", description = "Enter edit mode, with a private copy of the configuration")
@Needs(Capability.CONFIGURE)
final class EditCommand implements Verb {
    @Parameters(paramLabel = "STATEMENT", arity = "0..*", description = "The context to go to")
    private List<Word> path = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = session.edit();
        if (path.isEmpty()) {
            return;
        }
        Target target = Paths.target(editing.at(), path);
        if (target.leaf().isPresent()) {
            throw new SyntaxException(
                    "This is a statement with a value, not a context", path.get(path.size() - 1), List.of());
        }
        editing.enter(target.path());
    }
}
