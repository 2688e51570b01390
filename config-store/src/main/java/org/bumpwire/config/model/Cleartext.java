package org.bumpwire.config.model;

/** What becomes of a connection to a client proxy's port that does not begin with TLS. */
public enum Cleartext {
    BLOCK,
    BYPASS
}
