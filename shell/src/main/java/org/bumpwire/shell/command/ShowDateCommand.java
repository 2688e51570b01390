package org.bumpwire.shell.command;

import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** The device's clock. */
@Command(name = "date", description = "The device's clock")
final class ShowDateCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        session.show(new FieldsReport("date")
                .field("Time", "time", Cell.time(session.device().clock().instant())));
    }
}
