package org.bumpwire.config.pki;

/** What is wrong with a certificate, a key or the place where they rest: one sentence for the operator, no secrets. */
public final class PkiException extends Exception {
    private static final long serialVersionUID = 1L;

    public PkiException(String message) {
        super(message);
    }

    public PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}
