package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** The history of the configuration. */
@Command(name = "commits", description = "The committed revisions, newest first")
final class ShowCommitsCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.number("Revision", "revision"),
            Column.text("Time", "time"),
            Column.text("User", "user"),
            Column.text("From", "address"),
            Column.text("State", "state"),
            Column.text("Label", "label"),
            Column.text("Comment", "comment"));

    @Override
    public void run(ShellSession session) throws CommandException {
        TableReport report = new TableReport("commits", "Nothing was committed yet", COLUMNS);
        for (Revision revision : session.device().config().revisions()) {
            report.row(
                    Cell.of(revision.id()),
                    Cell.time(revision.time()),
                    Cell.of(revision.user()),
                    Cell.of(revision.address()),
                    Cell.of(state(session.device().config(), revision)),
                    Cell.of(revision.label()),
                    Cell.of(revision.comment()));
        }
        session.show(report);
    }

    private static String state(ConfigStore store, Revision revision) {
        if (store.running().revision() != revision.id()) {
            return "";
        }
        return store.unconfirmed()
                .map(u -> "to be confirmed in %d s".formatted(CommitCommand.seconds(u.left())))
                .orElse("running");
    }
}
