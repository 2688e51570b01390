package org.bumpwire.shell.command;

import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Ends the session. */
@Command(name = "logout", description = "Leave the device")
final class LogoutCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        session.logout();
    }
}
