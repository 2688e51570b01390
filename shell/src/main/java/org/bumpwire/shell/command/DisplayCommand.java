package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a configuration as statements that load back. */
@Command(
        name = "display",
        description = "Show the configuration, as statements that load back",
        footer = {"", "Without a source: the candidate in edit mode, else what is running"})
final class DisplayCommand implements Verb {
    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "running, saved, candidate, rescue or rollback N, then the words to a context; or failed")
    private List<Word> words = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        if (words.size() == 1 && !words.get(0).quoted() && words.get(0).text().equals(DisplaySource.FAILED)) {
            session.show(new FailedReport(
                    session.failed().orElseThrow(() -> new CommandException("No commit of this session was refused")),
                    session.sight(),
                    Paths.printer(session)));
            return;
        }
        DisplaySource.Chosen chosen = DisplaySource.choose(session, words);
        ConfigPath at = session.editing().map(Editing::at).orElse(ConfigPath.root());
        ConfigPath path = chosen.rest().isEmpty() ? at : path(at, chosen.rest());
        session.requireSight(path);
        if (!chosen.tree().has(path)) {
            throw new CommandException("%s is not configured".formatted(path));
        }
        session.show(new ConfigReport(chosen.tree(), path, Paths.seesSecrets(session)));
    }

    /** A leaf is shown with the context that it is in. */
    private static ConfigPath path(ConfigPath at, List<Word> words) throws SyntaxException {
        return Paths.target(at, words).path();
    }
}
