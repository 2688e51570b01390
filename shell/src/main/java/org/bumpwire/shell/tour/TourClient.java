package org.bumpwire.shell.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client on the other side of the device that checks what it is shown, as a browser does. */
final class TourClient {
    private static final int TIMEOUT_MILLIS = 15_000;

    private final SSLContext tls;

    TourClient(X509Certificate... trusted) throws IOException {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            for (X509Certificate anchor : trusted) {
                anchors.setCertificateEntry(anchor.getSubjectX500Principal().getName(), anchor);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(anchors);
            tls = SSLContext.getInstance("TLS");
            tls.init(null, managers.getTrustManagers(), null);
        } catch (GeneralSecurityException e) {
            throw new IOException("The tour's client has no TLS", e);
        }
    }

    /** Gets a page over an explicit proxy. */
    Page getThrough(InetSocketAddress proxy, InetSocketAddress origin, String host, String path) throws IOException {
        try (Socket socket = connected(proxy)) {
            String target = origin.getAddress().getHostAddress() + ":" + origin.getPort();
            send(socket.getOutputStream(), "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(target, target));
            String answer = head(socket.getInputStream());
            if (!answer.contains(" 200")) {
                throw new IOException(
                        "The proxy answers " + answer.lines().findFirst().orElse("nothing"));
            }
            return get(socket, host, path);
        }
    }

    /** Gets a page from an address that stands for the origin. */
    Page getFrom(InetSocketAddress address, String host, String path) throws IOException {
        try (Socket socket = connected(address)) {
            return get(socket, host, path);
        }
    }

    private Page get(Socket plain, String host, String path) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, plain.getPort(), true)) {
            SSLParameters checks = socket.getSSLParameters();
            checks.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(checks);
            socket.startHandshake();
            send(socket.getOutputStream(), "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host));
            String head = head(socket.getInputStream());
            String body = new String(socket.getInputStream().readNBytes(length(head)), StandardCharsets.UTF_8);
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return new Page(
                    head.lines().findFirst().orElse(""),
                    body.strip(),
                    socket.getSession().getProtocol(),
                    shown.getIssuerX500Principal().getName());
        }
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .map(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .orElse(0);
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(address, TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /**
     * What came back.
     *
     * @param issuer of the certificate that the client was shown
     */
    record Page(String status, String body, String protocol, String issuer) {}
}
