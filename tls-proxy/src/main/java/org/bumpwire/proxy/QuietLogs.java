package org.bumpwire.proxy;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps libraries from telling the operator how they feel; what matters they still say. */
final class QuietLogs {
    // java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger NETTY = Logger.getLogger("io.netty");

    private QuietLogs() {}

    static void silence() {
        NETTY.setLevel(Level.WARNING);
    }
}
