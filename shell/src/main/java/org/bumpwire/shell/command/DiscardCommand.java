package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Starts the candidate again from what is running. */
@Command(name = "discard", description = "Drop all changes that were not committed")
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class DiscardCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        boolean changed = Paths.editing(session).candidate().changed();
        session.discard();
        session.say(changed ? "The changes were dropped" : "There was no change");
    }
}
