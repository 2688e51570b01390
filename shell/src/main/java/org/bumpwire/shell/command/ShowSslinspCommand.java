package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.license.Feature;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** TLS inspection as it is now. */
@Command(
        name = "sslinsp",
        description = "TLS inspection as it is now",
        subcommands = {
            ShowSslinspCommand.Sessions.class,
            ShowSslinspCommand.Failures.class,
            ShowRejectionsCommand.class,
            ShowExclusionsCommand.class,
            ShowCategoriesCommand.class,
            ShowSslinspCommand.Limits.class,
            ShowCertificatesCacheCommand.class,
            ShowResumptionCommand.class,
            ShowSslinspCommand.RevocationCache.class,
            ShowSslinspCommand.Engines.class
        })
@Needs(value = Capability.SSL_EVENTS, grant = Grant.READ)
final class ShowSslinspCommand {
    private ShowSslinspCommand() {}

    /** What passes through at this moment. */
    @Command(name = "sessions", description = "The sessions that are open now")
    static final class Sessions implements Verb {
        private static final List<Column> COLUMNS = List.of(
                Column.number("Session", "session"),
                Column.text("State", "state"),
                Column.text("Source", "source"),
                Column.text("Destination", "destination"),
                Column.text("SNI", "sni"),
                Column.text("Segment", "segment"),
                Column.text("Policy", "policy"),
                Column.text("Client leg", "clientLeg"),
                Column.text("Server leg", "serverLeg"),
                Column.text("ALPN", "alpn"),
                Column.number("From client", "bytesFromClient"),
                Column.number("From server", "bytesFromServer"),
                Column.number("Age", "ageMillis"));

        @Override
        public void run(ShellSession session) throws CommandException {
            TableReport report = new TableReport("sslinsp-sessions", "No session is open", COLUMNS);
            for (DataPlane.Session one : SeenObjects.by(session).sessions()) {
                report.row(
                        Cell.of(one.id()),
                        Cell.of(one.reason().isEmpty() ? one.state() : "%s (%s)".formatted(one.state(), one.reason())),
                        Cell.of(one.source()),
                        Cell.of(one.destination()),
                        Cell.of(one.sni()),
                        Cell.of(one.segment()),
                        Cell.of(one.policy()),
                        Cell.of(one.clientLeg()),
                        Cell.of(one.serverLeg()),
                        Cell.of(one.alpn()),
                        Cell.bytes(one.bytesFromClient()),
                        Cell.bytes(one.bytesFromServer()),
                        Cell.duration(one.age()));
            }
            session.show(report);
        }
    }

    /** Which sites went wrong lately, and why. */
    @Command(name = "failures", description = "Sessions that failed or were blocked, counted by reason and site")
    static final class Failures implements Verb {
        private static final int LOOKED_AT = 5_000;
        private static final List<Column> COLUMNS = List.of(
                Column.number("Times", "times"),
                Column.text("Action", "action"),
                Column.text("Reason", "reason"),
                Column.text("Site", "site"),
                Column.text("Last", "last"),
                Column.text("Last details", "details"),
                Column.text("Likely cause", "cause"));

        @Override
        public void run(ShellSession session) throws CommandException {
            Map<List<String>, List<JournalEntry>> groups = new LinkedHashMap<>();
            for (JournalEntry entry : session.device()
                    .journal()
                    .query(new JournalQuery(JournalName.SSL_INSPECTION, LOOKED_AT, 0, Map.of()))) {
                String action = field(entry, "action");
                if (action.equals("Failed") || action.equals("Blocked")) {
                    groups.computeIfAbsent(List.of(action, field(entry, "reason"), site(entry)), k -> new ArrayList<>())
                            .add(entry);
                }
            }
            TableReport report = new TableReport(
                    "sslinsp-failures", "No session failed or was blocked among the last " + LOOKED_AT, COLUMNS);
            groups.entrySet().stream()
                    .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                    .forEach(g -> addTo(report, g.getKey(), g.getValue(), likelyCause(session, g.getKey())));
            session.show(report);
        }

        private static void addTo(TableReport report, List<String> group, List<JournalEntry> entries, String cause) {
            JournalEntry last = entries.get(entries.size() - 1);
            report.row(
                    Cell.of(entries.size()),
                    Cell.of(group.get(0)),
                    Cell.of(group.get(1)),
                    Cell.of(group.get(2)),
                    Cell.time(LogLine.time(last)),
                    Cell.of(field(last, "details")),
                    Cell.of(cause));
        }

        /** What is known of the clients that turned away from a site; one sentence for each kind of them. */
        private static String likelyCause(ShellSession session, List<String> group) {
            boolean byClient = group.get(1).equals("clientRejectedCertificate")
                    || group.get(1).equals("clientGone");
            return byClient
                    ? SeenObjects.by(session).rejections().stream()
                            .filter(one -> one.site().equals(group.get(2)))
                            .map(DataPlane.Rejection::likelyCause)
                            .distinct()
                            .collect(Collectors.joining("; "))
                    : "";
        }

        private static String site(JournalEntry entry) {
            String sni = field(entry, "sni");
            return sni.isEmpty() ? field(entry, "destination") : sni;
        }

        private static String field(JournalEntry entry, String name) {
            return entry.fields().getOrDefault(name, "");
        }
    }

    /** Which servers' certificates were found revoked or not, and when that is asked again. */
    @Command(name = "revocation-cache", description = "What is remembered of the revocation of servers' certificates")
    static final class RevocationCache implements Verb {
        private static final List<Column> COLUMNS = List.of(
                Column.text("Certificate", "certificate"),
                Column.text("Serial", "serial"),
                Column.text("Source", "source"),
                Column.text("Status", "status"),
                Column.text("Until", "until"),
                Column.text("Details", "details"));

        @Override
        public void run(ShellSession session) throws CommandException {
            TableReport report =
                    new TableReport("sslinsp-revocation", "No certificate's revocation was looked up", COLUMNS);
            session.device().dataPlane().revocationStatus().stream()
                    .sorted(Comparator.comparing(DataPlane.KnownStatus::certificate)
                            .thenComparing(DataPlane.KnownStatus::serial)
                            .thenComparing(DataPlane.KnownStatus::source))
                    .forEach(known -> report.row(
                            Cell.of(known.certificate()),
                            Cell.of(known.serial()),
                            Cell.of(known.source()),
                            Cell.of(known.status()),
                            Cell.time(known.until()),
                            Cell.of(known.details())));
            session.show(report);
        }
    }

    /** Who does the cryptography, and for which old protocols somebody else does. */
    @Command(name = "engines", description = "Which TLS engine serves each leg of each proxy, and why")
    static final class Engines implements Verb {
        private static final List<Column> COLUMNS = List.of(
                Column.text("Kind", "kind"),
                Column.text("Proxy", "proxy"),
                Column.text("Leg", "leg"),
                Column.text("Engine", "engine"),
                Column.text("Why", "why"));

        @Override
        public void run(ShellSession session) throws CommandException {
            TableReport report = new TableReport("sslinsp-engines", "No proxy is configured", COLUMNS);
            Sight sight = session.sight();
            for (DataPlane.Engine one : session.device().dataPlane().engines()) {
                if (!sight.keeps(ConfigPath.of("sslinsp", one.kind(), one.proxy()))) {
                    continue;
                }
                report.row(
                        Cell.of(one.kind()),
                        Cell.of(one.proxy()),
                        Cell.of(one.leg()),
                        Cell.of(one.engine()),
                        Cell.of(one.why()));
            }
            session.show(report);
        }
    }

    /** How much there may be, and how much there is. */
    @Command(name = "limits", description = "The limits of inspection, and how close the device is to them")
    static final class Limits implements Verb {
        private static final String GROUP = "npSslInspStats";

        @Override
        public void run(ShellSession session) throws CommandException {
            SslInspection inspection = session.device().config().running().sslInspection();
            SslInspection.Timeouts timeouts = inspection.timeouts();
            session.show(new FieldsReport("sslinsp-limits")
                    .field("Client inspection", "clientEnabled", Cell.yesNo(inspection.clientEnabled()))
                    .field("Server inspection", "serverEnabled", Cell.yesNo(inspection.serverEnabled()))
                    .field("Licensed for", "licensed", licensed(session))
                    .field("Connections now", "connActive", Counters.value(session, GROUP, "connActive"))
                    .field("Connections at most so far", "connPeak", Counters.value(session, GROUP, "connPeak"))
                    .field(
                            "Connections allowed",
                            "maxConnections",
                            Math.min(
                                    inspection.maxConnections(),
                                    session.device().license().maxConnections()))
                    .field(
                            "Above that",
                            "overLimit",
                            inspection.overLimit().name().toLowerCase(Locale.ROOT))
                    .field("Hello timeout", "helloTimeoutMillis", Cell.duration(timeouts.hello()))
                    .field("Connect timeout", "connectTimeoutMillis", Cell.duration(timeouts.connect()))
                    .field("Handshake timeout", "handshakeTimeoutMillis", Cell.duration(timeouts.handshake()))
                    .field("Idle timeout", "idleTimeoutMillis", Cell.duration(timeouts.idle())));
        }

        private static Cell licensed(ShellSession session) {
            List<String> features = session.device().license().features().stream()
                    .sorted()
                    .map(Feature::title)
                    .toList();
            return new Cell(features.isEmpty() ? "nothing (show license)" : String.join(", ", features), features);
        }
    }
}
