package org.bumpwire.system;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that waits for its token is not forgotten when the device starts anew. */
@Tag("system")
class NetconfRestartTest {
    @TempDir
    static Path home;

    @Test
    void confirmsAndCancelsByTokenAfterARestart() {
        Device device = Device.start(home, List.of("gen host-name first"));
        try {
            ncclient(device, "tries_out");
            device = device.restarted();
            ncclient(device, "confirms_what_it_tried_out");
            device = device.restarted();
            ncclient(device, "cancels_what_it_tried_out");
        } finally {
            device.close();
        }
    }

    private static void ncclient(Device device, String scenario) {
        Python.runs(
                "netconf_client.py",
                "ncclient",
                Integer.toString(device.sshPort()),
                home.resolve("operator-key").toString(),
                scenario);
    }
}
