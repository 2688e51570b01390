package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;

/** Each way in which a flow can fail leaves one record that says which, and the other side hears of it. */
class FlowEndsTest {
    private static final String SITE = "www.example.com";

    @Test
    void saysThatTheClientLeftBeforeItsHello() throws Exception {
        try (Origin origin = origin();
                Device device = device(origin, new TestConfig())) {
            device.connect().close();

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Failed");
            assertThat(record.reason()).isEqualTo("clientGone");
            assertThat(record.details()).isEqualTo("Before its ClientHello");
        }
    }

    @Test
    void saysThatTheClientLeftInTheMiddleOfItsHello() throws Exception {
        try (Origin origin = origin();
                Device device = device(origin, new TestConfig())) {
            try (Socket client = device.connect()) {
                client.getOutputStream().write(hello(), 0, 50);
            }

            assertThat(device.session().details()).isEqualTo("In the middle of its ClientHello");
        }
    }

    @Test
    void saysThatTheClientLeftWhileItsServerWasAsked() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        try (Origin origin = Origin.plain(socket -> {
                    socket.getInputStream().read();
                    asked.complete(null);
                    socket.getInputStream().readAllBytes();
                });
                Device device = device(origin, new TestConfig())) {
            try (Socket client = device.connect()) {
                client.getOutputStream().write(hello());
                asked.get();
                client.setSoLinger(true, 0);
            }

            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEqualTo("clientGone");
            assertThat(record.details()).isEqualTo("During the handshakes");
        }
    }

    @Test
    void saysThatTheClientSentGarbageInItsHandshake() throws Exception {
        try (Origin origin = origin();
                Device device = device(origin, new TestConfig());
                Socket client = device.connect()) {
            client.getOutputStream().write(hello());
            // It has answered, so the client's handshake has begun.
            client.getInputStream().read();
            client.getOutputStream().write("no TLS at all".getBytes(US_ASCII));

            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEqualTo("clientHandshakeFailed");
            assertThat(record.details()).startsWith("On the client leg during the handshake: TLS failed");
            assertThat(device.protocol("clientHandshakeFail")).isEqualTo(1);
        }
    }

    @Test
    void saysThatTheClientDidNotFinishItsHandshake() throws Exception {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(60));
        try (Origin origin = origin();
                Device device = device(origin, new TestConfig().timeouts(timeouts));
                Socket client = device.connect()) {
            client.getOutputStream().write(hello());
            client.getInputStream().transferTo(new ByteArrayOutputStream());

            assertThat(device.session().reason()).isEqualTo("clientHandshakeTimeout");
            assertThat(device.protocol("clientHandshakeTimeout")).isEqualTo(1);
        }
    }

    @Test
    void saysThatTheServerRefusesTheConnection() throws Exception {
        Endpoint closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = new Endpoint(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        try (Device device = Device.running(
                new TestConfig().reverse(closed).server(closed, TestPki.identity("site", TestPki.ECDSA_SITE)))) {
            assertThatThrownBy(() -> device.connect(trust(), SITE)).hasMessageContaining("internal_error");

            assertThat(device.session().reason()).isEqualTo("upstreamRefused");
            assertThat(device.protocol("serverConnFail")).isEqualTo(1);
            assertThat(device.tcp("established")).isZero();
        }
    }

    @Test
    void resetsATunnelWhoseServerRefuses() throws Exception {
        Endpoint closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = new Endpoint(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
        try (Device device = Device.running(new TestConfig().reverse(closed));
                Socket client = device.connect()) {
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void saysThatTheServerWantsAClientCertificate() throws Exception {
        SSLContext context = TestPki.showing(TestPki.ECDSA_SITE);
        SSLServerSocket listening =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        listening.setNeedClientAuth(true);
        listening.setEnabledProtocols(new String[] {"TLSv1.2"});
        try (Origin origin = Origin.of(listening, Origin.ECHO);
                Device device = device(origin, new TestConfig())) {
            assertThatThrownBy(() -> device.connect(trust(), SITE)).isInstanceOf(SSLHandshakeException.class);

            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEqualTo("serverCertificateRequest");
            assertThat(device.protocol("serverCertRequest")).isEqualTo(1);
        }
    }

    @Test
    void saysThatAServerOfTls13WantsAClientCertificate() throws Exception {
        SSLContext context = TestPki.showing(TestPki.ECDSA_SITE);
        SSLServerSocket listening =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        listening.setNeedClientAuth(true);
        listening.setEnabledProtocols(new String[] {"TLSv1.3"});
        try (Origin origin = Origin.of(listening, Origin.ECHO);
                Device device = device(origin, new TestConfig());
                SSLSocket client = device.connect(trust(), SITE)) {
            // The server complains only after its handshake is done.
            assertThat(endOf(client)).isTrue();

            assertThat(device.session().reason()).isEqualTo("serverCertificateRequest");
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void saysThatTheServerLeftWhileTheClientShookHands() throws Exception {
        try (Cutter cutter = new Cutter();
                Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), socket -> {
                    ((SSLSocket) socket).startHandshake();
                    socket.getInputStream().read();
                })) {
            cutter.serve(origin.endpoint().port());
            try (Device device = Device.running(new TestConfig()
                            .reverse(cutter.endpoint())
                            .server(cutter.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)));
                    Socket client = device.connect()) {
                client.getOutputStream().write(hello());
                client.getInputStream().read();
                cutter.reset();

                assertThat(device.session().reason()).isEqualTo("upstreamGone");
            }
        }
    }

    private static Origin origin() throws Exception {
        return Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(config.reverse(origin.endpoint())
                .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)));
    }

    private static SSLContext trust() throws Exception {
        return TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
    }

    /** What Java's client says first. */
    static byte[] hello() throws Exception {
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        try (Origin listener = Origin.plain(socket -> {
                    byte[] header = socket.getInputStream().readNBytes(5);
                    int length = (header[3] & 0xFF) << 8 | (header[4] & 0xFF);
                    byte[] body = socket.getInputStream().readNBytes(length);
                    ByteArrayOutputStream whole = new ByteArrayOutputStream();
                    whole.write(header);
                    whole.write(body);
                    heard.complete(whole.toByteArray());
                });
                Socket tcp = new Socket(
                        listener.endpoint().address(), listener.endpoint().port())) {
            assertThatThrownBy(() -> Device.secure(trust(), tcp, SITE)).isInstanceOf(IOException.class);
            return heard.get();
        }
    }
}
