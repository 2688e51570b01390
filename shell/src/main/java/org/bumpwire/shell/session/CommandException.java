package org.bumpwire.shell.session;

/** Why a command was refused: a sentence for the operator, with what to do about it. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    public CommandException(String message) {
        super(message, null, false, false);
    }

    /** The same sentence as that of an exception whose message is meant for operators. */
    public static CommandException saying(Exception cause) {
        return new CommandException(String.valueOf(cause.getMessage()));
    }
}
