package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.shell.login.ServerRecord;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** How the servers that are asked about passwords have answered. */
@Command(
        name = "authentication",
        description = "The RADIUS and LDAP servers, and how they have answered since the start",
        footer = {"", "One that did not answer is asked after the others for half a minute; test login asks one now."})
@Needs(value = Capability.AUTHENTICATION, grant = Grant.READ)
final class ShowAuthenticationCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Server", "server"),
            Column.text("Kind", "kind"),
            Column.text("Host", "host"),
            Column.number("Port", "port"),
            Column.number("Let in", "accepted"),
            Column.number("Refused", "rejected"),
            Column.number("No answer", "unanswered"),
            Column.text("Last fault", "lastFault"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport(
                "authentication",
                "No server is asked, only the accounts of this device (aaa radius-server NAME)",
                COLUMNS);
        for (RemoteServer server : AuthenticationServers.seenBy(session)) {
            ServerRecord record = session.device().logins().record(server);
            report.row(
                    Cell.of(server.name()),
                    Cell.of(AuthenticationServers.kind(server)),
                    Cell.of(server.host()),
                    Cell.of(server.port()),
                    Cell.of(record.accepted()),
                    Cell.of(record.rejected()),
                    Cell.of(record.unanswered()),
                    Cell.of(record.lastFault()));
        }
        session.show(report);
    }
}
