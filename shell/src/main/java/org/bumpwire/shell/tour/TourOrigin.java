package org.bumpwire.shell.tour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The HTTPS server that the tour's requests are for: several web sites on one port of the loopback interface. */
final class TourOrigin implements AutoCloseable {
    static final String SHOP = "shop.tour.test";
    static final String BANK = "bank.tour.test";
    static final String WEB = "www.tour.test";
    static final String SECRET = "Top secret plan";

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final OriginCertificates certificates = OriginCertificates.make(List.of(WEB, SHOP, BANK));
    private final ExecutorService threads = Executors.newCachedThreadPool(TourOrigin::serverThread);
    private final HttpsServer server;

    private TourOrigin(HttpsServer server) {
        this.server = server;
    }

    static TourOrigin start() throws IOException {
        TourOrigin origin =
                new TourOrigin(HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        origin.server.setHttpsConfigurator(new HttpsConfigurator(origin.tls()));
        origin.server.setExecutor(origin.threads);
        origin.server.createContext("/", exchange -> answer(exchange, "Hello from the tour's web server\n"));
        origin.server.createContext("/plan", exchange -> answer(exchange, SECRET + "\n"));
        origin.server.start();
        return origin;
    }

    int port() {
        return server.getAddress().getPort();
    }

    X509Certificate ca() {
        return certificates.ca();
    }

    Path writeCa(Path directory) throws IOException {
        return writePem(directory.resolve("web-ca.pem"), "CERTIFICATE", encoded(certificates.ca()));
    }

    Path writeCertificate(Path directory) throws IOException {
        return writePem(directory.resolve("www.pem"), "CERTIFICATE", encoded(certificates.certificate()));
    }

    Path writeKey(Path directory) throws IOException {
        return writePem(
                directory.resolve("www.key"),
                "PRIVATE KEY",
                certificates.privateKey().getEncoded());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private SSLContext tls() throws IOException {
        try {
            char[] noPassword = new char[0];
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("web", certificates.privateKey(), noPassword, new Certificate[] {
                certificates.certificate(), certificates.ca()
            });
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, noPassword);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The tour's web server has no TLS", e);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] encoded(X509Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    private static Path writePem(Path file, String type, byte[] content) throws IOException {
        return Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, PEM.encodeToString(content), type));
    }

    private static Thread serverThread(Runnable task) {
        Thread thread = new Thread(task, "tour-web");
        thread.setDaemon(true);
        return thread;
    }
}
