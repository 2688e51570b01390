package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what differs between two configurations. */
@Command(
        name = "compare",
        description = "Show what differs between two configurations",
        footer = {
            "",
            "Without a number: the candidate against what is running; outside edit mode what is running against what is",
            "saved. With one: that revision against the candidate or what is running. With two: one against the other."
        })
final class CompareCommand implements Verb {
    @Parameters(paramLabel = "REVISION", arity = "0..2", description = "Numbers or labels in show commits")
    private List<Word> revisions = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        List<String> lines = difference(session).lines(Paths.printer(session));
        session.show(new LinesReport("difference", lines.isEmpty() ? List.of("No difference") : lines));
    }

    private Diff difference(ShellSession session) throws CommandException, SyntaxException {
        if (revisions.isEmpty()) {
            return ofSession(session);
        }
        ConfigTree from = DisplaySource.revision(session, revisions.get(0));
        return seen(
                session,
                from,
                revisions.size() > 1 ? DisplaySource.revision(session, revisions.get(1)) : DisplaySource.here(session));
    }

    /** What this operator changed, or else what the next restart would change. */
    static Diff ofSession(ShellSession session) {
        ConfigStore store = session.device().config();
        return session.editing()
                .map(e -> seen(session, e.candidate().base(), e.candidate().tree()))
                .orElseGet(() -> seen(session, store.savedTree(), store.runningTree()));
    }

    /** The difference of what the operator sees. */
    private static Diff seen(ShellSession session, ConfigTree from, ConfigTree to) {
        return Diff.between(from, to, session.sight().sieve());
    }
}
