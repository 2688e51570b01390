package org.bumpwire.shell.session;

import java.util.List;
import java.util.Map;

/**
 * Everything that a shell can do.
 *
 * @param actions by the id of the schema's action
 */
public record CommandSet(List<Command> commands, Map<String, ConfigAction> actions) {
    public CommandSet {
        commands = List.copyOf(commands);
        actions = Map.copyOf(actions);
    }
}
