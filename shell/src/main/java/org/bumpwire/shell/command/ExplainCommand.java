package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.Report;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why traffic is treated as it is. */
@Command(
        name = "explain",
        description = "Say why traffic is treated as it is",
        subcommands = {ExplainCommand.Flow.class, ExplainCommand.Session.class})
@Needs(value = Capability.SSL_EVENTS, grant = Grant.READ)
final class ExplainCommand {
    private ExplainCommand() {}

    /** What would become of a flow that need not exist. */
    @Command(
            name = "flow",
            description = "What would become of a flow, and by which statements",
            footer = {"", "Example: explain flow source 192.0.2.7 destination 203.0.113.5:443 sni www.example.com"})
    static final class Flow implements Verb {
        private static final List<Column> COLUMNS = List.of(
                Column.number("Step", "step"),
                Column.text("Asked", "rule"),
                Column.text("Answer", "value"),
                Column.text("By", "path"));

        @Option(names = "source", paramLabel = "ADDRESS", required = true, description = "Where the client is")
        private Word source = Word.NONE;

        @Option(
                names = "destination",
                paramLabel = "ADDRESS:PORT",
                required = true,
                description = "Where the client connects to")
        private Word destination = Word.NONE;

        @Option(names = "sni", paramLabel = "HOST", description = "The host name in its ClientHello")
        private @Nullable Word sni;

        @Option(
                names = "segment",
                paramLabel = "SEGMENT",
                description = "Where it would arrive; needed if there are several")
        private @Nullable Word segment;

        @Option(names = "candidate", description = "By the candidate instead of the running configuration")
        private boolean candidate;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            ApplianceConfig config = config(session);
            DataPlane.Question question = new DataPlane.Question(
                    segment(config, session),
                    Arguments.address(source),
                    Arguments.addressOfEndpoint(destination),
                    Arguments.portOfEndpoint(destination),
                    Optional.ofNullable(sni).map(word -> word.text().toLowerCase(Locale.ROOT)));
            session.show(report(session.device().dataPlane().explain(config, question), SeenObjects.by(session)));
        }

        private ApplianceConfig config(ShellSession session) throws CommandException {
            if (!candidate) {
                return session.device().config().running();
            }
            Candidate edited = session.editing()
                    .orElseThrow(() -> new CommandException("There is no candidate; enter edit mode first: edit"))
                    .candidate();
            CommitResult check = session.device().config().check(edited);
            if (!check.accepted()) {
                throw new CommandException(
                        "The candidate could not be committed:\n" + String.join("\n", check.problems()));
            }
            return session.device().config().compile(edited);
        }

        private String segment(ApplianceConfig config, ShellSession session) throws CommandException, SyntaxException {
            List<String> names = config.segments().stream()
                    .map(org.bumpwire.config.model.Segment::name)
                    .toList();
            if (segment == null) {
                if (names.size() == 1) {
                    return names.get(0);
                }
                throw new CommandException(
                        names.isEmpty()
                                ? "No segment is configured, so no traffic arrives"
                                : "Say on which segment: segment " + String.join("|", seen(names, session)));
            }
            if (!names.contains(segment.text())) {
                throw new SyntaxException(
                        "Segment \"%s\" does not exist".formatted(segment.text()), segment, seen(names, session));
            }
            return segment.text();
        }

        private static List<String> seen(List<String> segments, ShellSession session) {
            return segments.stream()
                    .map(name -> SeenObjects.by(session).name(name, "segment"))
                    .distinct()
                    .toList();
        }

        private static Report report(DataPlane.Answer answer, SeenObjects seen) {
            TableReport trace = new TableReport("explanation", "No rule was asked", COLUMNS);
            int number = 0;
            for (DataPlane.Step step : answer.steps().stream().map(seen::step).toList()) {
                trace.row(Cell.of(++number), Cell.of(step.rule()), Cell.of(step.value()), Cell.of(step.path()));
            }
            return new Explained(trace, answer);
        }
    }

    /** The trace and what came of it. */
    private record Explained(TableReport trace, DataPlane.Answer answer) implements Report {
        @Override
        public String document() {
            return trace.document();
        }

        @Override
        public List<String> text(int width) {
            List<String> lines = new ArrayList<>(trace.text(width));
            lines.add("");
            lines.add("Outcome: " + answer.outcome() + (answer.reason().isEmpty() ? "" : " (" + answer.reason() + ")"));
            return lines;
        }

        @Override
        public JsonNode data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("outcome", answer.outcome());
            data.put("reason", answer.reason());
            data.put("steps", trace.data());
            return Json.node(data);
        }
    }

    /** What became of a session. */
    @Command(name = "session", description = "What became of a session, open or logged")
    static final class Session implements Verb {
        @Parameters(paramLabel = "SESSION", description = "Its number in show sslinsp sessions or the log")
        private Word id = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            long number = Arguments.number(id, 0, Long.MAX_VALUE);
            Optional<DataPlane.Session> open = SeenObjects.by(session).sessions().stream()
                    .filter(s -> s.id() == number)
                    .findFirst();
            session.show(open.isPresent() ? open(open.get()) : logged(session, number));
        }

        private static Report open(DataPlane.Session one) {
            return new FieldsReport("session")
                    .field("Session", "session", one.id())
                    .field("State", "state", one.state())
                    .field("Reason", "reason", one.reason())
                    .field("Segment", "segment", one.segment())
                    .field("Virtual segment", "virtualSegment", one.virtualSegment())
                    .field("Profile", "profile", one.profile())
                    .field("Policy", "policy", one.policy())
                    .field("Proxy", "proxy", one.proxy())
                    .field("Source", "source", one.source())
                    .field("Destination", "destination", one.destination())
                    .field("SNI", "sni", one.sni())
                    .field("Client leg", "clientLeg", one.clientLeg())
                    .field("Server leg", "serverLeg", one.serverLeg())
                    .field("ALPN", "alpn", one.alpn())
                    .field("From client", "bytesFromClient", Cell.bytes(one.bytesFromClient()))
                    .field("From server", "bytesFromServer", Cell.bytes(one.bytesFromServer()))
                    .field("Age", "ageMillis", Cell.duration(one.age()))
                    .field("Decided by revision", "revision", one.revision());
        }

        private static Report logged(ShellSession session, long number) throws CommandException {
            session.require(Capability.SSL_LOG, Grant.READ);
            Map<String, String> where = Map.of("session", Long.toString(number));
            List<JournalEntry> entries =
                    session.device().journal().query(new JournalQuery(JournalName.SSL_INSPECTION, 1, 0, where));
            if (entries.isEmpty()) {
                throw new CommandException(
                        "Session %d is neither open nor logged; show log sslInspection lists those that are"
                                .formatted(number));
            }
            FieldsReport report = new FieldsReport("session");
            report.field("ended", "ended", Cell.time(LogLine.time(entries.get(0))));
            entries.get(0).fields().forEach((k, v) -> report.field(k, k, v));
            return report;
        }
    }
}
