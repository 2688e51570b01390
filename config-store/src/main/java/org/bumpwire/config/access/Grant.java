package org.bumpwire.config.access;

import java.util.Locale;

/** How far a capability goes; each includes the ones before it. */
public enum Grant {
    /** Not at all: what the capability is about is neither shown nor completed. */
    NONE,
    /** Look at it. */
    READ,
    /** Look at it and change it, or do it. */
    WRITE;

    public boolean includes(Grant other) {
        return compareTo(other) >= 0;
    }

    /** As the configuration writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
