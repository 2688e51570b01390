package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Where traffic arrives. */
@Command(name = "segment", description = "Where traffic arrives, and how much has")
@Needs(value = Capability.SEGMENTS, grant = Grant.READ)
final class ShowSegmentCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Segment", "segment"),
            Column.text("Mode", "mode"),
            Column.text("Listens on", "listen"),
            Column.number("Accepted", "accepted"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report =
                new TableReport("segments", "No segment is configured; add one in edit mode: segment NAME", COLUMNS);
        for (DataPlane.Listener listener : session.device().dataPlane().listeners()) {
            report.row(
                    Cell.of(listener.segment()),
                    Cell.of(listener.mode()),
                    Cell.of(listener.listen()),
                    Cell.of(listener.accepted()));
        }
        session.show(report);
    }
}
