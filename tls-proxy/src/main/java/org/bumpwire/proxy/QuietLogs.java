package org.bumpwire.proxy;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps libraries from telling the operator how they feel; what matters they still say. */
final class QuietLogs {
    // java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger NETTY = Logger.getLogger("io.netty");

    // Warns of machines without a network card, of which it wants no more than a random number.
    private static final Logger MACHINE_ID = Logger.getLogger("io.netty.util.internal.MacAddressUtil");

    private QuietLogs() {}

    static void silence() {
        NETTY.setLevel(Level.WARNING);
        MACHINE_ID.setLevel(Level.OFF);
    }
}
