package org.bumpwire.proxy.revocation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server of a CA on the loopback, as good or bad as a test needs. */
public final class Responder implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    public Responder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers one request. */
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    public Responder on(String path, Answering answering) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                answering.answer(exchange);
            }
        });
        return this;
    }

    public Responder on(String path, byte[] body) {
        return on(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** Takes the request and says nothing until the test is over. */
    public Responder never(String path) {
        return on(path, exchange -> awaitEnd());
    }

    /** Sends without end, or until the other side hangs up. */
    public Responder endless(String path, AtomicInteger sent) {
        return on(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[1 << 16];
            OutputStream out = exchange.getResponseBody();
            while (closing.getCount() > 0) {
                out.write(some);
                sent.addAndGet(some.length);
            }
        });
    }

    private void awaitEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String at(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
