package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.shell.session.Command;

/** The list of everything that an operator can type besides configuration statements. */
public final class Commands {
    private Commands() {}

    public static List<Command> all() {
        return List.of();
    }
}
