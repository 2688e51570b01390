package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes statements from a file or the terminal into the candidate. */
@Command(
        name = "load",
        description = "Load statements into the candidate",
        subcommands = {
            LoadCommand.Merge.class,
            LoadCommand.Replace.class,
            LoadCommand.SetLines.class,
            LoadCommand.Json.class
        })
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class LoadCommand {
    private LoadCommand() {}

    /** What all kinds of loading share: where the lines come from, and that all are taken or none. */
    private abstract static class Loading implements Verb {
        @Parameters(paramLabel = "FILE|terminal", description = "A file on the device, or what is pasted now")
        private Word source = Word.NONE;

        final void load(ShellSession session, ConfigTree onto, ConfigPath at) throws CommandException {
            List<String> lines = lines(session);
            ConfigLoader.Loaded loaded = ConfigLoader.load(onto, at, lines);
            take(session, lines, loaded.tree(), loaded.problems());
        }

        final List<String> lines(ShellSession session) throws CommandException {
            List<String> lines = source.text().equals("terminal") && !source.quoted()
                    ? session.screen().askLines("Statements, ended by a line with a single dot:")
                    : session.files().lines(source.text());
            if (lines.isEmpty()) {
                throw new CommandException("There are no statements, so nothing was loaded");
            }
            return lines;
        }

        static void take(ShellSession session, List<String> lines, ConfigTree loaded, List<String> problems)
                throws CommandException {
            if (!problems.isEmpty()) {
                throw new CommandException(
                        "Nothing was loaded, for these lines are refused:\n" + String.join("\n", problems));
            }
            Paths.editing(session).replace(loaded);
            session.say("Loaded %d lines; compare shows the changes".formatted(lines.size()));
        }
    }

    /** Adds to what is there. */
    @Command(name = "merge", description = "Add the statements to those in the candidate")
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
    static final class Merge extends Loading {
        @Override
        public void run(ShellSession session) throws CommandException {
            Editing editing = Paths.editing(session);
            load(session, editing.candidate().tree(), editing.at());
        }
    }

    /** Takes the place of what is there. */
    @Command(name = "replace", description = "Put the statements in the place of the whole candidate")
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
    static final class Replace extends Loading {
        @Override
        public void run(ShellSession session) throws CommandException {
            load(session, ConfigTree.empty(), ConfigPath.root());
        }
    }

    /** Adds to what is there, from the root. */
    @Command(name = "set", description = "Add lines with full paths, as | display set prints them")
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
    static final class SetLines extends Loading {
        @Override
        public void run(ShellSession session) throws CommandException {
            load(session, Paths.editing(session).candidate().tree(), ConfigPath.root());
        }
    }

    /** Adds to what is there, from the root. */
    @Command(name = "json", description = "Add what display of the whole configuration prints with | display json")
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
    static final class Json extends Loading {
        @Override
        public void run(ShellSession session) throws CommandException {
            Editing editing = Paths.editing(session);
            List<String> lines = lines(session);
            JsonConfiguration.Loaded loaded =
                    JsonConfiguration.load(editing.candidate().tree(), String.join("\n", lines));
            take(session, lines, loaded.tree(), loaded.problems());
        }
    }
}
