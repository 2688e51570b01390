package org.bumpwire.proxy.revocation;

/** What was stapled or fetched says nothing, for a reason that the message gives. */
final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    UnusableException(String why) {
        super(why);
        this.why = why;
    }

    UnusableException(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    String why() {
        return why;
    }
}
