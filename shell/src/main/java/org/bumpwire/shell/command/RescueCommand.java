package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Keeps one configuration that is known to work. */
@Command(
        name = "rescue",
        description = "Keep one configuration that is known to work, and load it",
        subcommands = {RescueCommand.Save.class, RescueCommand.Load.class})
@Needs(Capability.CONFIGURE)
final class RescueCommand {
    private RescueCommand() {}

    /** Sets the running configuration aside. */
    @Command(name = "save", description = "Keep the running configuration as the rescue configuration")
    @Needs(value = Capability.CONFIGURE, changesDevice = true)
    static final class Save implements Verb {
        @Override
        public void run(ShellSession session) throws CommandException {
            try {
                session.device().config().saveRescue();
            } catch (StoreException e) {
                throw CommandException.saying(e);
            }
            session.say("Revision %d is the rescue configuration"
                    .formatted(session.device().config().running().revision()));
        }
    }

    /** Takes it into the candidate. */
    @Command(name = "load", description = "Load the rescue configuration into the candidate; commit makes it run")
    @Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
    static final class Load implements Verb {
        @Override
        public void run(ShellSession session) throws CommandException {
            Paths.editing(session).replace(DisplaySource.rescue(session));
            session.say("Loaded the rescue configuration; compare shows the changes, commit makes them run");
        }
    }
}
