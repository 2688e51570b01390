package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Servers that a test starts for itself. */
final class ServerProcesses {
    private ServerProcesses() {}

    /** Asks it to end, and sees that it does. */
    static void end(Process server) {
        server.destroy();
        try {
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
