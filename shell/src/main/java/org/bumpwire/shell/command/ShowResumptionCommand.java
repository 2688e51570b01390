package org.bumpwire.shell.command;

import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** How often each leg is spared a full handshake, and what for. */
@Command(name = "resumption", description = "Sessions that both legs resumed, and what they could resume now")
final class ShowResumptionCommand implements Verb {
    private static final String GROUP = "npSslInspProtocolStats";

    @Override
    public void run(ShellSession session) throws CommandException {
        DataPlane.Resumption now = session.device().dataPlane().resumption();
        boolean enabled = session.device().config().running().sslInspection().sessionResumption();
        FieldsReport report =
                new FieldsReport("sslinsp-resumption", 2).field("Resumption", "enabled", Cell.yesNo(enabled));
        leg(session, report, "Client", "client");
        leg(session, report, "Server", "server");
        session.show(report.field("Sessions with servers kept", "serverSessions", now.serverSessions())
                .field("Age of the ticket key", "ticketKeyAgeMillis", Cell.duration(now.ticketKeyAge()))
                .field("Ticket keys accepted", "ticketKeys", now.ticketKeys()));
    }

    private static void leg(ShellSession session, FieldsReport report, String title, String word) {
        long handshakes = Counters.value(session, GROUP, word + "HandshakeOk");
        long resumed = Counters.value(session, GROUP, word + "Resumed");
        report.field(title + " leg handshakes", word + "Handshakes", handshakes)
                .field(title + " leg resumed", word + "Resumed", resumed)
                .field(
                        title + " leg resumed, percent",
                        word + "ResumedPercent",
                        handshakes == 0 ? 0 : 100 * resumed / handshakes);
    }
}
