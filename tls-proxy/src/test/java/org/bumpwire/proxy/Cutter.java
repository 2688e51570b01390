package org.bumpwire.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.bumpwire.config.model.Endpoint;

/** Stands in front of a TLS server and can end its TCP connection without its consent. */
final class Cutter implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch cut = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Cutter(IntSupplier serverPort) throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.execute(() -> serve(serverPort));
    }

    Endpoint endpoint() {
        return new Endpoint(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    /** Returns when the connection is gone, so that nothing of what the server then says is passed on. */
    void cut() throws InterruptedException {
        cut.countDown();
        ended.await();
    }

    private void serve(IntSupplier serverPort) {
        try (Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort.getAsInt())) {
            threads.execute(() -> copy(client, server));
            threads.execute(() -> copy(server, client));
            cut.await();
        } catch (IOException e) {
            // The test sees at the other end what came of it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
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
        listening.close();
        threads.shutdownNow();
    }
}
