package org.bumpwire.shell.command;

import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Goes to the top of the configuration. */
@Command(name = "top", description = "Go to the top of the configuration")
@Needs(in = Mode.EDIT)
final class TopCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        Paths.editing(session).top();
    }
}
