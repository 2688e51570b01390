package org.bumpwire.config.license;

/** Why a licence does not count: one sentence for the operator. */
public final class LicenseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    LicenseException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
