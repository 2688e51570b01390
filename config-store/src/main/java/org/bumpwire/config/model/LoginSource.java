package org.bumpwire.config.model;

/** Who is asked whether somebody may log in. */
public enum LoginSource {
    /** The device's own accounts. */
    LOCAL,
    RADIUS,
    LDAP
}
