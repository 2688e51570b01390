package org.bumpwire.system;

import static org.assertj.core.api.Assertions.contentOf;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** TCP ports of the loopback address. */
final class Ports {
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(30);

    /** A port that was free a moment ago. */
    static int free() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a server listens there; if its process ends before, its output says why. */
    static void awaitOpen(int port, Process server, Path output) {
        await("port " + port + " to be open")
                .atMost(OPENS_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !server.isAlive() || isOpen(port));
        if (!server.isAlive()) {
            throw new AssertionError("The server ended: " + contentOf(output.toFile(), StandardCharsets.UTF_8));
        }
    }

    static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Ports() {}
}
