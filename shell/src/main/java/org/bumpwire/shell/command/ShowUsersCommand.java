package org.bumpwire.shell.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Who is here, and who edits. */
@Command(name = "users", description = "Who is at the device, and who edits the configuration")
final class ShowUsersCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.number("Session", "session"),
            Column.text("User", "user"),
            Column.text("Role", "role"),
            Column.text("From", "address"),
            Column.text("Since", "since"),
            Column.number("Idle", "idleMillis"),
            Column.text("Edits", "edits"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport("users", "Nobody is here", COLUMNS);
        Instant now = session.device().clock().instant();
        for (ShellSession one : session.sessions().list()) {
            report.row(
                    Cell.of(one.id()),
                    Cell.of(one.operator().user()),
                    Cell.of(one.rights().map(rights -> rights.role().name()).orElse("none")),
                    Cell.of(one.operator().address()),
                    Cell.time(one.since()),
                    Cell.duration(Duration.between(one.lastActive(), now)),
                    Cell.of(edits(one)));
        }
        session.show(report);
    }

    private static String edits(ShellSession session) {
        return session.editing()
                .map(e -> (session.device().config().editsExclusively(e.candidate()) ? "alone" : "yes")
                        + (e.candidate().changed() ? ", with changes" : ""))
                .orElse("no");
    }
}
