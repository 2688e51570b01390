package org.bumpwire.shell.session;

/** A verb of the shell. */
public interface Command {
    String name();

    /** One line for {@code ?}. */
    String help();
}
