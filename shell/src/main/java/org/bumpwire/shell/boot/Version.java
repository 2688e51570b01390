package org.bumpwire.shell.boot;

import org.jspecify.annotations.Nullable;

/** Which build this is, as the jar's manifest tells it. */
final class Version {
    private Version() {}

    static String ofThisBuild() {
        @Nullable String stamped = Version.class.getPackage().getImplementationVersion();
        return stamped == null ? "unpackaged" : stamped;
    }
}
