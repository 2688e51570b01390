package org.bumpwire.config.file;

/** A file with a configuration is not what was written; the message names it and says what is wrong. */
public final class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    DamagedFileException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
