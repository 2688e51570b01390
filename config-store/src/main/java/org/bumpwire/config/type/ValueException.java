package org.bumpwire.config.type;

/** A word is not of the type that a statement wants; the message says what was expected. */
public final class ValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    public ValueException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
