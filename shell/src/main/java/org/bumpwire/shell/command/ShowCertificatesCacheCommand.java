package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.render.Report;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The copies of servers' certificates that clients were shown and may be shown again. */
@Command(
        name = "certificates-cache",
        description = "The copies of servers' certificates that are kept, and how often one was at hand")
final class ShowCertificatesCacheCommand implements Verb {
    private static final int USUAL = 10;
    private static final int MOST = 10_000;
    private static final List<Column> COLUMNS = List.of(
            Column.text("Subject", "subject"),
            Column.text("Issuer", "issuer"),
            Column.text("From", "notBefore"),
            Column.text("Until", "notAfter"),
            Column.text("Key", "keyType"),
            Column.text("Trusted", "trusted"),
            Column.number("Uses", "uses"),
            Column.text("Minted", "mintedAt"));

    @Option(
            names = "last",
            paramLabel = "N",
            description = "How many of those minted last at most; " + USUAL + " if not said")
    private @Nullable Word last;

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        int count = last == null ? USUAL : (int) Arguments.number(last, 1, MOST);
        session.show(new Kept(session.device().dataPlane().copies(count)));
    }

    /** The whole, then the newest of them. */
    private record Kept(DataPlane.Copies copies) implements Report {
        @Override
        public String document() {
            return "sslinsp-certificates-cache";
        }

        @Override
        public List<String> text(int width) {
            List<String> lines = new ArrayList<>(fields().text(width));
            lines.add("");
            lines.addAll(newest().text(width));
            return lines;
        }

        @Override
        public JsonNode data() {
            ObjectNode data = (ObjectNode) fields().data();
            data.set("newest", newest().data());
            return data;
        }

        private FieldsReport fields() {
            return new FieldsReport(document())
                    .field("Copies kept", "kept", copies.kept())
                    .field("Copies kept at most", "mostKept", copies.mostKept())
                    .field("Memory", "bytes", Cell.bytes(copies.bytes()))
                    .field("Memory at most", "mostBytes", Cell.bytes(copies.mostBytes()))
                    .field("At hand", "hits", copies.hits())
                    .field("Waited for", "misses", copies.misses())
                    .field("Hit ratio", "hitRatio", hitRatio());
        }

        private Cell hitRatio() {
            long asked = copies.hits() + copies.misses();
            if (asked == 0) {
                return new Cell("none was needed yet", 0.0);
            }
            double ratio = (double) copies.hits() / asked;
            return new Cell(String.format(Locale.ROOT, "%.1f %%", 100 * ratio), ratio);
        }

        private TableReport newest() {
            TableReport table = new TableReport(document(), "No copy is kept", COLUMNS);
            for (DataPlane.Copy copy : copies.newest()) {
                table.row(
                        Cell.of(copy.subject()),
                        Cell.of(copy.issuer()),
                        Cell.time(copy.notBefore()),
                        Cell.time(copy.notAfter()),
                        Cell.of(copy.keyType()),
                        Cell.yesNo(copy.trusted()),
                        Cell.of(copy.uses()),
                        Cell.time(copy.mintedAt()));
            }
            return table;
        }
    }
}
