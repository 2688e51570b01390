package org.bumpwire.shell.command;

import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Leaves edit mode from any depth. */
@Command(name = "!", description = "Leave edit mode from any depth")
@Needs(in = Mode.EDIT)
final class LeaveCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        session.leaveEditing();
    }
}
