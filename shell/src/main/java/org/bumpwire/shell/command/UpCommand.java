package org.bumpwire.shell.command;

import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Goes one context up. */
@Command(name = "up", description = "Go one context up")
@Needs(in = Mode.EDIT)
final class UpCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        Paths.editing(session).up();
    }
}
