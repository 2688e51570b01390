package org.bumpwire.shell.session;

import org.bumpwire.config.tree.Statement;

/** Does what an action of the schema names, such as importing a certificate into the candidate. */
public interface ConfigAction {
    void run(ShellSession session, Editing editing, Statement.Action statement) throws CommandException;
}
