package org.bumpwire.journal;

import java.util.Locale;

/** How much a record matters, with the names of RFC 5424, section 6.2.1. */
public enum Severity {
    CRITICAL,
    ERROR,
    WARNING,
    NOTICE,
    INFORMATIONAL;

    public String operatorName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
