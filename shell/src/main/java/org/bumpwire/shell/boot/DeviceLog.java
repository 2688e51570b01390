package org.bumpwire.shell.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Our own faults and warnings, in rotated files of the state directory and never on an operator's screen. */
final class DeviceLog implements AutoCloseable {
    private static final int FILE_BYTES = 4 << 20;
    private static final int FILES = 4;
    /** Libraries that tell their inner life at level INFO. */
    private static final List<String> TALKATIVE =
            List.of("org.apache.sshd", "io.netty", "net.openhft", "org.bouncycastle", "org.jline");

    private final Path directory;
    private final FileHandler handler;

    // The log manager forgets the level of a logger that nobody holds.
    private final List<Logger> quieted;

    private DeviceLog(Path directory, FileHandler handler, List<Logger> quieted) {
        this.directory = directory;
        this.handler = handler;
        this.quieted = quieted;
    }

    /** Until a file is open, nothing is logged at all. */
    static void takeOffScreen() {
        Logger root = Logger.getLogger("");
        for (Handler onScreen : root.getHandlers()) {
            root.removeHandler(onScreen);
        }
    }

    static DeviceLog open(Path directory) throws BootException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s [%3$s] %5$s%6$s%n");
        try {
            FileHandler handler =
                    new FileHandler(directory.resolve("device.%g.log").toString(), FILE_BYTES, FILES, true);
            handler.setEncoding("UTF-8");
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.ALL);
            takeOffScreen();
            Logger.getLogger("").addHandler(handler);
            List<Logger> quieted = TALKATIVE.stream().map(Logger::getLogger).toList();
            quieted.forEach(logger -> logger.setLevel(Level.WARNING));
            return new DeviceLog(directory, handler, quieted);
        } catch (IOException e) {
            throw new BootException(
                    "Log directory '%s' cannot be used: %s".formatted(directory, StateDirectory.reason(e)), e);
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        quieted.forEach(logger -> logger.setLevel(null));
        handler.close();
    }
}
