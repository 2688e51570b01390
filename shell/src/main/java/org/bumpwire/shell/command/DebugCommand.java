package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.stats.CounterGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The counters of the data plane. */
@Command(name = "debug", description = "Counters of the data plane", subcommands = DebugCommand.Np.class)
@Needs(value = Capability.SSL_EVENTS, grant = Grant.READ)
final class DebugCommand {
    private DebugCommand() {}

    /** The network processor, as the guide calls the data plane. */
    @Command(name = "np", description = "The data plane", subcommands = Stats.class)
    static final class Np {
        private Np() {}
    }

    /** Counter groups. */
    @Command(
            name = "stats",
            description = "Counter groups",
            subcommands = {ListGroups.class, Show.class, Clear.class})
    static final class Stats {
        private Stats() {}
    }

    /** Which groups there are. */
    @Command(name = "list", description = "The counter groups")
    static final class ListGroups implements Verb {
        private static final List<Column> COLUMNS =
                List.of(Column.text("Group", "group"), Column.text("What it counts", "help"));

        @Override
        public void run(ShellSession session) throws CommandException {
            TableReport report = new TableReport("np-stats-groups", "There is no counter group", COLUMNS);
            session.device().stats().groups().forEach(g -> report.row(Cell.of(g.name()), Cell.of(g.help())));
            session.show(report);
        }
    }

    /** All counters of a group. */
    @Command(name = "show", description = "All counters of a group")
    static final class Show implements Verb {
        @Parameters(paramLabel = "GROUP", description = "Its name in debug np stats list")
        private Word name = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            CounterGroup group = group(session, name);
            FieldsReport report = new FieldsReport("np-stats." + group.name());
            group.readings().forEach(r -> report.field(r.name(), r.name(), r.value()));
            session.show(report);
        }
    }

    /** Sets all counters of a group to zero. */
    @Command(name = "clear", description = "Set all counters of a group to zero")
    @Needs(value = Capability.OPERATE, changesDevice = true)
    static final class Clear implements Verb {
        @Parameters(paramLabel = "GROUP", description = "Its name in debug np stats list")
        private Word name = Word.NONE;

        @Override
        public void run(ShellSession session) throws SyntaxException {
            CounterGroup group = group(session, name);
            group.clear();
            session.say("Cleared " + group.name());
        }
    }

    static CounterGroup group(ShellSession session, Word name) throws SyntaxException {
        Vocabulary<CounterGroup> groups = new Vocabulary<>();
        session.device().stats().groups().forEach(g -> groups.add(g.name(), g));
        return groups.require(name, "counter group");
    }
}
