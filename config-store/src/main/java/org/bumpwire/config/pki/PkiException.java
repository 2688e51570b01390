package org.bumpwire.config.pki;

/** What is wrong with a certificate, a key or the place where they rest: one sentence for the operator, no secrets. */
public final class PkiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wantsPassword;

    public PkiException(String message) {
        this(message, false);
    }

    private PkiException(String message, boolean wantsPassword) {
        super(message);
        this.wantsPassword = wantsPassword;
    }

    /** What was read is encrypted, and no password was given. */
    static PkiException withoutPassword(String message) {
        return new PkiException(message, true);
    }

    public PkiException(String message, Throwable cause) {
        super(message, cause);
        wantsPassword = false;
    }

    /** Whether the same may succeed with a password. */
    public boolean wantsPassword() {
        return wantsPassword;
    }
}
