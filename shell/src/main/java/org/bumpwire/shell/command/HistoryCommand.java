package org.bumpwire.shell.command;

import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** What the operator typed before. */
@Command(name = "history", description = "What you typed before, without secrets")
final class HistoryCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        session.show(new LinesReport("history", session.screen().history()));
    }
}
