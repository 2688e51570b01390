package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.tree.Renaming;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a named context of the candidate another name. */
@Command(
        name = "rename",
        description = "Give an object another name; what names it follows",
        footer = {"", "For example: rename sslinsp server WEB to WWW"})
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class RenameCommand implements Verb {
    @Parameters(paramLabel = "OBJECT to NAME", arity = "3..*", description = "The object, and its new name")
    private List<Word> words = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        NamedTwice names = NamedTwice.read(session, words);
        editing.rename(Renaming.of(editing.candidate().tree(), names.from(), names.to()), names.from(), names.to());
        session.say("%s is %s now".formatted(names.from(), names.to()));
    }
}
