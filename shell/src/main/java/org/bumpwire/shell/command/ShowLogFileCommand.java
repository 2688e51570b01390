package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.journal.JournalName;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Which journals there are. */
@Command(name = "log-file", description = "The journals that show log and monitor log can read")
final class ShowLogFileCommand implements Verb {
    private static final List<Column> COLUMNS =
            List.of(Column.text("Journal", "journal"), Column.text("What it keeps", "help"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport("journals", "There is no journal", COLUMNS);
        for (JournalName journal : Journals.readableBy(session)) {
            report.row(Cell.of(journal.operatorName()), Cell.of(journal.help()));
        }
        session.show(report);
    }
}
