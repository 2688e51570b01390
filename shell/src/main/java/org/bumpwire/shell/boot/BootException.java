package org.bumpwire.shell.boot;

/** Why the device cannot start, in one sentence for the operator. */
final class BootException extends Exception {
    private static final long serialVersionUID = 1;

    BootException(String message) {
        super(message);
    }

    /** Says what the cause says. */
    BootException(Exception cause) {
        super(cause.getMessage(), cause);
    }

    BootException(String message, Throwable cause) {
        super(message, cause);
    }
}
