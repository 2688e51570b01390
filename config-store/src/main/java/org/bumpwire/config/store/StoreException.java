package org.bumpwire.config.store;

/** The configuration store cannot do something; one sentence for the operator. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    public StoreException(String message) {
        super(message);
        this.message = message;
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
