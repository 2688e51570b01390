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

/** Makes a second context like a named one of the candidate. */
@Command(
        name = "copy",
        description = "Make an object like another one, under a name of its own",
        footer = {"", "For example: copy sslinsp server WEB to WWW"})
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class CopyCommand implements Verb {
    @Parameters(paramLabel = "OBJECT to NAME", arity = "3..*", description = "The object, and the name of the copy")
    private List<Word> words = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        NamedTwice names = NamedTwice.read(session, words);
        editing.replace(editing.candidate().tree().copied(names.from(), names.to()));
        session.say("%s is a copy of %s; compare shows it".formatted(names.to(), names.from()));
    }
}
