package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Snapshots;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the running configuration with its certificates and keys under a name. */
@Command(
        name = "snapshot",
        description = "Keep the running configuration with its certificates and keys in a file, and take it back",
        subcommands = {
            SnapshotCommand.Create.class,
            SnapshotCommand.Listing.class,
            SnapshotCommand.Restore.class,
            SnapshotCommand.Remove.class
        })
@Needs(Capability.LOOK)
final class SnapshotCommand {
    private SnapshotCommand() {}

    private static Snapshots snapshots(ShellSession session) {
        return session.device().config().snapshots();
    }

    /** Writes a new one. */
    @Command(
            name = "create",
            description = "Keep the running configuration, its certificates and its keys",
            footer = {
                "",
                "Private keys are in it as they rest on disk: encrypted with the device key, and so of use to this device",
                "only. A snapshot outlives the revisions that it was made from."
            })
    @Needs(value = Capability.CONFIGURE, changesDevice = true)
    static final class Create implements Verb {
        @Parameters(paramLabel = "NAME", description = "Letters, digits, '_', '.' and '-', at most 64")
        private Word name = Word.NONE;

        @Option(names = "comment", paramLabel = "TEXT", description = "Why, for snapshot list")
        private @Nullable Word comment;

        @Override
        public void run(ShellSession session) throws CommandException {
            try {
                Snapshots.Made made =
                        snapshots(session).create(session.editor(), name.text(), comment == null ? "" : comment.text());
                session.say("Snapshot \"%s\" has revision %d and %d objects of the vault"
                        .formatted(name.text(), made.revision(), made.objects()));
                if (!made.withoutKeys().isEmpty()) {
                    session.say("warning: it is without these keys, which are in memory only: "
                            + String.join(", ", made.withoutKeys()));
                }
            } catch (StoreException e) {
                throw CommandException.saying(e);
            }
        }
    }

    /** Shows what there is. */
    @Command(name = "list", description = "The snapshots, oldest first")
    static final class Listing implements Verb {
        private static final List<Column> COLUMNS = List.of(
                Column.text("Name", "name"),
                Column.text("Taken", "time"),
                Column.text("User", "user"),
                Column.number("Revision", "revision"),
                Column.number("Size", "bytes"),
                Column.text("State", "state"),
                Column.text("Comment", "comment"));

        @Override
        public void run(ShellSession session) throws CommandException {
            TableReport report = new TableReport("snapshots", "There are no snapshots", COLUMNS);
            try {
                for (Snapshots.Listed one : snapshots(session).list()) {
                    report.row(
                            Cell.of(one.name()),
                            Cell.time(one.time()),
                            Cell.of(one.user()),
                            Cell.of(one.revision()),
                            Cell.bytes(one.bytes()),
                            Cell.of(one.whole() ? "whole" : "damaged"),
                            Cell.of(one.comment()));
                }
            } catch (StoreException e) {
                throw CommandException.saying(e);
            }
            session.show(report);
        }
    }

    /** Takes one into the candidate. */
    @Command(
            name = "restore",
            description = "Load a snapshot into the candidate and its certificates and keys into the vault",
            footer = {"", "Nothing of it runs before commit, and commit check says what is in its way."})
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT, changesDevice = true)
    static final class Restore implements Verb {
        @Parameters(paramLabel = "SNAPSHOT", description = "Its name in snapshot list")
        private Word name = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException {
            Editing editing = Paths.editing(session);
            try {
                ConfigTree tree = snapshots(session).restore(name.text());
                editing.replace(tree);
            } catch (StoreException e) {
                throw CommandException.saying(e);
            }
            session.say(
                    "Loaded snapshot \"%s\"; compare shows the changes, commit makes them run".formatted(name.text()));
        }
    }

    /** Deletes one. */
    @Command(name = "remove", description = "Delete a snapshot")
    @Needs(value = Capability.CONFIGURE, changesDevice = true)
    static final class Remove implements Verb {
        @Parameters(paramLabel = "SNAPSHOT", description = "Its name in snapshot list")
        private Word name = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException {
            try {
                snapshots(session).remove(name.text());
            } catch (StoreException e) {
                throw CommandException.saying(e);
            }
            session.say("Snapshot \"%s\" is removed".formatted(name.text()));
        }
    }
}
