package org.bumpwire.shell.command;

import java.util.List;
import java.util.Map;
import org.bumpwire.shell.session.CommandSet;

/** The list of everything that an operator can type besides configuration statements. */
public final class Commands {
    private Commands() {}

    public static CommandSet all() {
        return new CommandSet(List.of(), Map.of());
    }
}
