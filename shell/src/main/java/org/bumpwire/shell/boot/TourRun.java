package org.bumpwire.shell.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.shell.tour.Tour;
import org.bumpwire.shell.tour.TourException;

/** A device that is shown and then thrown away. */
final class TourRun {
    private final PrintStream out;
    private final boolean interactive;
    private final int eventLoops;

    TourRun(PrintStream out, boolean interactive, int eventLoops) {
        this.out = out;
        this.interactive = interactive;
        this.eventLoops = eventLoops;
    }

    int run() throws BootException, InterruptedException {
        return new DeviceRun(eventLoops, PassphraseSource.NONE).inThrowAwayDirectory(this::show);
    }

    private int show(Appliance appliance, StateDirectory state) throws BootException {
        FirstAdministrator administrator = FirstAdministrator.withGeneratedPassword();
        int sshPort = freePort();
        appliance.begin(administrator, List.of("gen ssh listen 127.0.0.1:" + sshPort));
        appliance.start().forEach(out::println);
        Tour tour = new Tour(appliance.sessions(), appliance::certificate, state.files(), out, interactive);
        try (Tour.Stage stage = tour.run()) {
            if (interactive) {
                stage.handOver("ssh -p %d %s@127.0.0.1, password %s"
                        .formatted(
                                sshPort,
                                FirstAdministrator.NAME,
                                administrator.generated().orElse("")));
                Main.runConsole(appliance);
            }
            return 0;
        } catch (TourException e) {
            throw new BootException(e);
        }
    }

    private static int freePort() throws BootException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new BootException("No port is free: " + e.getMessage(), e);
        }
    }
}
