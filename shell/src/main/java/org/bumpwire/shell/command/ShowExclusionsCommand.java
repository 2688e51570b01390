package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Destinations that are not decrypted because of what the device has learned. */
@Command(
        name = "exclusions",
        description = "Destinations that the device has learned not to decrypt",
        footer = {"", "End one with: clear exclusions ID", "Make one last with: promote exclusion ID"})
final class ShowExclusionsCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.number("ID", "id"),
            Column.text("Kind", "kind"),
            Column.text("Profile", "profile"),
            Column.text("Policy", "policy"),
            Column.text("Client", "client"),
            Column.text("SNI", "sni"),
            Column.text("Destination", "destination"),
            Column.text("Evidence", "evidence"),
            Column.text("Learned", "learned"),
            Column.text("Expires", "expires"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport("sslinsp-exclusions", "The device has learned no exclusion", COLUMNS);
        for (DataPlane.Exclusion one : SeenObjects.by(session).exclusions()) {
            report.row(
                    Cell.of(one.id()),
                    Cell.of(one.kind()),
                    Cell.of(one.profile()),
                    Cell.of(one.policy()),
                    any(one.client()),
                    one.sni().isEmpty() ? new Cell("none", "") : Cell.of(one.sni()),
                    any(one.destination()),
                    Cell.of(one.evidence()),
                    Cell.time(one.learnedAt()),
                    Cell.time(one.expiresAt()));
        }
        session.show(report);
    }

    private static Cell any(String value) {
        return value.isEmpty() ? new Cell("any", "") : Cell.of(value);
    }
}
