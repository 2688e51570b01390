package org.bumpwire.shell.netconf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is to become of the data that an element names (RFC 6241, section 7.2). */
enum EditOperation {
    MERGE,
    REPLACE,
    CREATE,
    DELETE,
    REMOVE,
    /** Only as the default: the element leads to others. */
    NONE;

    static Optional<EditOperation> of(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what is there goes. */
    boolean deletes() {
        return this == DELETE || this == REMOVE;
    }
}
