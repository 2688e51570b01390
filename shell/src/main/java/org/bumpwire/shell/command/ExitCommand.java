package org.bumpwire.shell.command;

import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Leaves a context, from the top edit mode, and from there the device. */
@Command(name = "exit", description = "Leave this context; from the top edit mode, and then the device")
final class ExitCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        if (session.editing().isEmpty()) {
            session.logout();
        } else if (session.editing().get().at().isRoot()) {
            session.leaveEditing();
        } else {
            session.editing().get().up();
        }
    }
}
