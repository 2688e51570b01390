package org.bumpwire.shell.command;

import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** The work of a command, on a fresh instance whose annotated fields hold what was typed. */
interface Verb {
    void run(ShellSession session) throws CommandException, SyntaxException;
}
