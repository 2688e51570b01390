package org.bumpwire.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.bumpwire.config.model.Endpoint;

/** A server behind the device, one thread a connection, made of Java's own sockets. */
final class Origin implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();

    private Origin(ServerSocket listening, Service service) {
        this.listening = listening;
        threads.execute(() -> accept(service));
    }

    /** What is done with a connection, which is closed afterwards. */
    interface Service {
        void serve(Socket socket) throws Exception;
    }

    static final Service ECHO = socket -> {
        socket.getInputStream().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
    };

    static Origin tls(SSLContext context, Service service) throws IOException {
        ServerSocket listening = context.getServerSocketFactory().createServerSocket();
        return of(listening, service);
    }

    static Origin plain(Service service) throws IOException {
        return of(new ServerSocket(), service);
    }

    static Origin of(ServerSocket listening, Service service) throws IOException {
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        return new Origin(listening, service);
    }

    Endpoint endpoint() {
        return new Endpoint(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    private void accept(Service service) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                threads.execute(() -> {
                    try (socket) {
                        service.serve(socket);
                    } catch (Exception e) {
                        // The test sees at the other end what came of it.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
