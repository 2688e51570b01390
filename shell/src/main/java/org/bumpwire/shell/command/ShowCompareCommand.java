package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** What this operator changed, or else what the next restart would change. */
@Command(name = "compare", description = "Your uncommitted changes, or what is not saved")
final class ShowCompareCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        List<String> lines = CompareCommand.ofSession(session).lines(Paths.printer(session));
        session.show(new LinesReport("difference", lines.isEmpty() ? List.of("No difference") : lines));
    }
}
