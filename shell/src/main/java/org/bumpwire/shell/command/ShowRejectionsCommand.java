package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Clients that rejected copies of good certificates, and what is likely behind it. */
@Command(
        name = "rejections",
        description = "Clients that rejected copies of certificates within a day, and the likely cause")
final class ShowRejectionsCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.number("Times", "times"),
            Column.text("Client", "client"),
            Column.text("Site", "site"),
            Column.text("Policy", "policy"),
            Column.text("Last evidence", "evidence"),
            Column.number("Copies accepted", "accepted"),
            Column.text("Last", "last"),
            Column.text("Likely cause", "cause"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport("sslinsp-rejections", "No client has rejected a copy of late", COLUMNS);
        for (DataPlane.Rejection one : SeenObjects.by(session).rejections()) {
            report.row(
                    Cell.of(one.times()),
                    Cell.of(one.client()),
                    Cell.of(one.site()),
                    Cell.of(one.policy()),
                    Cell.of(one.evidence()),
                    Cell.of(one.accepted()),
                    Cell.time(one.last()),
                    Cell.of(one.likelyCause()));
        }
        session.show(report);
    }
}
