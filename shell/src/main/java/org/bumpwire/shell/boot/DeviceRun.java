package org.bumpwire.shell.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.shell.line.TerminationSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One device from its start to its clean end, whether that comes from its work, an operator or a signal. */
final class DeviceRun {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRun.class);

    private static final int REMOVAL_ATTEMPTS = 10;
    private static final int REMOVAL_PAUSE_MILLIS = 100;

    private final int eventLoops;
    private final PassphraseSource passphrase;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean terminated;

    DeviceRun(int eventLoops, PassphraseSource passphrase) {
        this.eventLoops = eventLoops;
        this.passphrase = passphrase;
    }

    /** Opens the device that a directory holds, and ends it when the work is done; answers the exit status. */
    int in(Path directory, Work work) throws BootException, InterruptedException {
        try {
            return run(directory, work);
        } finally {
            ended.countDown();
        }
    }

    /** The same with a new device, of which nothing is left. */
    int inThrowAwayDirectory(Work work) throws BootException, InterruptedException {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("bumpwire-");
            return run(directory, work);
        } catch (IOException e) {
            throw new BootException("No temporary directory can be made: " + StateDirectory.reason(e), e);
        } finally {
            if (directory != null) {
                remove(directory);
            }
            ended.countDown();
        }
    }

    private int run(Path directory, Work work) throws BootException, InterruptedException {
        try (StateDirectory state = StateDirectory.open(directory);
                DeviceLog log = DeviceLog.open(state.logs())) {
            try {
                return open(state, work);
            } catch (RuntimeException e) {
                LOG.error("The device failed", e);
                throw new BootException("Internal fault (%s); details are in '%s'".formatted(e, log.directory()), e);
            }
        }
    }

    private int open(StateDirectory state, Work work) throws BootException, InterruptedException {
        try (Appliance appliance = Appliance.open(state, passphrase, eventLoops, Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(appliance), "stop"));
            TerminationSignal.whenGiven(() -> terminate(appliance));
            int status = work.on(appliance, state);
            return terminated ? TerminationSignal.EXIT_STATUS : status;
        }
    }

    /** Before the process begins to end, for then Chronicle can no longer open a journal that has yet to be opened. */
    private void terminate(Appliance appliance) {
        terminated = true;
        end(appliance);
        System.exit(TerminationSignal.EXIT_STATUS);
    }

    private void end(Appliance appliance) {
        try {
            appliance.close();
            if (!ended.await(1, TimeUnit.SECONDS)) {
                LOG.warn("Ended before the state directory was let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path directory) throws BootException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                removeOnce(directory);
                return;
            } catch (IOException e) {
                if (attempt == REMOVAL_ATTEMPTS) {
                    throw new BootException(
                            "'%s' cannot be removed: %s".formatted(directory, StateDirectory.reason(e)), e);
                }
                // A thread of a library may still be writing its last file.
                TimeUnit.MILLISECONDS.sleep(REMOVAL_PAUSE_MILLIS);
            }
        }
    }

    private static void removeOnce(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What a device is started for. */
    interface Work {
        int on(Appliance appliance, StateDirectory state) throws BootException, InterruptedException;
    }
}
