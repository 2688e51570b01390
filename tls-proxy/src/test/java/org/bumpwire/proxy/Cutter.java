package org.bumpwire.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.model.Endpoint;

/** Stands in front of a TLS server and can end its TCP connection without its consent. */
final class Cutter implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Boolean> cut = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    Cutter() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    Endpoint endpoint() {
        return new Endpoint(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    /** Takes one connection and copies it to a server. */
    void serve(int serverPort) {
        threads.execute(() -> copyOne(serverPort));
    }

    /** Closes the connection; nothing comes through any more when it returns. */
    void cut() {
        cut.complete(false);
        gone.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** The same with a reset. */
    void reset() {
        cut.complete(true);
        gone.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void copyOne(int serverPort) {
        // The client's end closes first: the server's answer to its own, a TLS end in good order, must not pass any
        // more.
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Socket client = listening.accept()) {
            threads.execute(() -> copy(client, server));
            threads.execute(() -> copy(server, client));
            if (cut.join()) {
                client.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The test sees at the other end what came of it.
        } finally {
            gone.complete(null);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        }
    }

    @Override
    public void close() throws IOException {
        cut.complete(false);
        listening.close();
        threads.shutdownNow();
    }
}
