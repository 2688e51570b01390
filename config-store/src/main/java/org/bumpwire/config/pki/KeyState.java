package org.bumpwire.config.pki;

/** How the private key of a certificate fares. */
public enum KeyState {
    /** It is a CA's certificate, whose key is elsewhere. */
    NOT_HERE,
    GOOD,
    /** It was in memory only, or its file is gone. */
    MISSING,
    /** It cannot be opened, or belongs to another certificate. */
    BROKEN
}
