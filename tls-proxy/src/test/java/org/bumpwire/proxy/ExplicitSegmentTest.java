package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.pipeline.UpstreamConnector;
import org.junit.jupiter.api.Test;

class ExplicitSegmentTest {
    private static final String SITE = "www.example.com";

    @Test
    void servesConnect() throws Exception {
        try (Origin origin = origin();
                Device device = Device.running(
                        new TestConfig().explicit().client(origin.endpoint().port()));
                Socket tcp = device.connect()) {
            send(
                    tcp,
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\nHost: x\r\n\r\n"
                            .formatted(origin.endpoint().port()));

            assertThat(head(tcp)).startsWith("HTTP/1.1 200 ");
            try (SSLSocket client = Device.secure(signer(), tcp, SITE)) {
                converse(client);
            }
            assertThat(device.session().destination())
                    .isEqualTo("127.0.0.1:" + origin.endpoint().port());
        }
    }

    @Test
    void looksNamesUpInTheHostsFile() throws Exception {
        try (Origin origin = origin();
                Device device = Device.running(
                        new TestConfig().explicit().client(origin.endpoint().port()));
                Socket tcp = device.connect()) {
            converseWith("localhost", origin, tcp);
        }
    }

    @Test
    void triesTheNextAddressOfANameWhereOneDoesNotAnswer() throws Exception {
        try (Origin origin = origin();
                NameServer names = new NameServer(loopback(9), loopback(1));
                Device device = Device.running(
                        new TestConfig().explicit().client(origin.endpoint().port()), asking(names));
                Socket tcp = device.connect()) {
            converseWith("two.example.com", origin, tcp);
        }
    }

    @Test
    void saysThatNoAddressOfANameAnswered() throws Exception {
        try (Origin origin = origin();
                NameServer names = new NameServer(loopback(9), loopback(8));
                Device device = Device.running(
                        new TestConfig().explicit().client(origin.endpoint().port()), asking(names));
                Socket tcp = device.connect()) {
            send(
                    tcp,
                    "CONNECT two.example.com:%d HTTP/1.1\r\n\r\n"
                            .formatted(origin.endpoint().port()));

            assertThat(head(tcp)).startsWith("HTTP/1.1 502 ");
            assertThat(device.session().reason()).isEqualTo("upstreamRefused");
        }
    }

    /** Has the device connect to the origin by a name, and speaks with it. */
    private static void converseWith(String host, Origin origin, Socket tcp) throws Exception {
        send(
                tcp,
                "CONNECT %s:%d HTTP/1.1\r\n\r\n"
                        .formatted(host, origin.endpoint().port()));

        assertThat(head(tcp)).startsWith("HTTP/1.1 200 ");
        try (SSLSocket client = Device.secure(signer(), tcp, SITE)) {
            converse(client);
        }
    }

    private static UpstreamConnector asking(NameServer names) {
        return new UpstreamConnector(new SingletonDnsServerAddressStreamProvider(names.address()));
    }

    private static InetAddress loopback(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    @Test
    void servesSocks() throws Exception {
        try (Origin origin = origin();
                Device device = Device.running(
                        new TestConfig().explicit().client(origin.endpoint().port()));
                Socket tcp = device.connect()) {
            int port = origin.endpoint().port();
            tcp.getOutputStream()
                    .write(new byte[] {5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port});

            assertThat(tcp.getInputStream().readNBytes(12)).containsExactly(5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
            try (SSLSocket client = Device.secure(signer(), tcp, SITE)) {
                converse(client);
            }
        }
    }

    @Test
    void passesWhatNoPolicyGoverns() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = Device.running(new TestConfig().explicit().client(1));
                Socket tcp = device.connect()) {
            send(
                    tcp,
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\nearly"
                            .formatted(origin.endpoint().port()));

            assertThat(head(tcp)).startsWith("HTTP/1.1 200 ");
            assertThat(tcp.getInputStream().readNBytes(5)).asString(ISO_8859_1).isEqualTo("early");
            tcp.shutdownOutput();
            assertThat(tcp.getInputStream().read()).isEqualTo(-1);
            device.awaitNoFlows();
            assertThat(device.journal.records(SslInspectionRecord.class)).isEmpty();
            assertThat(device.tcp("matched")).isZero();
        }
    }

    @Test
    void keepsWhatAServerSaysAndEndsBeforeItsClientSpeaks() throws Exception {
        try (Origin origin = Origin.plain(socket -> {
                    socket.getOutputStream().write("* BYE busy\r\n".getBytes(ISO_8859_1));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                });
                Device device = Device.running(new TestConfig()
                        .explicit()
                        .cleartext(Cleartext.BYPASS)
                        .client(origin.endpoint().port()));
                Socket tcp = device.connect()) {
            send(
                    tcp,
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n"
                            .formatted(origin.endpoint().port()));
            assertThat(head(tcp)).startsWith("HTTP/1.1 200 ");
            // No TLS, so it goes past inspection where the proxy says so.
            send(tcp, "QUIT\r\n");

            assertThat(tcp.getInputStream().readAllBytes()).asString(ISO_8859_1).isEqualTo("* BYE busy\r\n");
            tcp.shutdownOutput();
            assertThat(device.session().reason()).isEqualTo("bypassRequirements");
            assertThat(device.session().clientBytesIn()).isEqualTo(6);
        }
    }

    @Test
    void saysThatTheLimitBlockedASessionWhoseServerWasReached() throws Exception {
        try (Origin origin = origin();
                Device device = Device.running(new TestConfig()
                        .limit(0, OverLimit.BLOCK)
                        .explicit()
                        .client(origin.endpoint().port()));
                Socket tcp = device.connect()) {
            send(
                    tcp,
                    "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n"
                            .formatted(origin.endpoint().port()));
            assertThat(head(tcp)).startsWith("HTTP/1.1 200 ");
            assertThatThrownBy(() -> Device.secure(signer(), tcp, SITE)).isInstanceOf(SSLHandshakeException.class);

            assertThat(device.session().reason()).isEqualTo("blockMaxConnections");
        }
    }

    @Test
    void saysThatAServerRefuses() throws Exception {
        int closed = closedPort();
        try (Device device = Device.running(new TestConfig().explicit().client(closed));
                Socket tcp = device.connect()) {
            send(tcp, "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n".formatted(closed));

            assertThat(head(tcp)).startsWith("HTTP/1.1 502 ");
            assertThat(device.session().reason()).isEqualTo("upstreamRefused");
            assertThat(device.tcp("upstreamRefused")).isEqualTo(1);
            assertThat(device.protocol("serverConnFail")).isEqualTo(1);
        }
    }

    @Test
    void saysThatNobodyHasTheName() throws Exception {
        try (Device device = Device.running(new TestConfig().explicit().client(443));
                Socket tcp = device.connect()) {
            // RFC 6761 keeps the name from ever having an address.
            tcp.setSoTimeout(30_000);
            send(tcp, "CONNECT nobody.invalid:443 HTTP/1.1\r\n\r\n");

            assertThat(head(tcp)).startsWith("HTTP/1.1 502 ");
            assertThat(device.session().reason()).isEqualTo("nameNotResolved");
            assertThat(device.tcp("nameNotResolved")).isEqualTo(1);
        }
    }

    @Test
    void refusesToConnectToItself() throws Exception {
        try (Device device = Device.running(new TestConfig().explicit().client(443));
                Socket tcp = device.connect()) {
            send(tcp, "CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n".formatted(device.port()));

            assertThat(head(tcp)).startsWith("HTTP/1.1 403 ");
            assertThat(device.session().reason()).isEqualTo("destinationLoop");
        }
    }

    @Test
    void answersOtherMethods() throws Exception {
        try (Device device = Device.running(new TestConfig().explicit());
                Socket tcp = device.connect()) {
            send(tcp, "GET http://www.example.com/ HTTP/1.1\r\n\r\n");

            assertThat(head(tcp)).startsWith("HTTP/1.1 405 ");
            assertThat(device.session().reason()).isEqualTo("requestMalformed");
        }
    }

    @Test
    void noticesThatNoRuleLedAConnectionHere() throws Exception {
        try (Device device =
                        Device.running(new TestConfig().segment("S", new Segment.Mode.Redirect(TestConfig.ANY_PORT)));
                Socket tcp = device.connect()) {
            assertThat(endOf(tcp)).isTrue();
            assertThat(device.session().reason()).isIn("originalDestinationMissing", "destinationLoop");
        }
    }

    private static boolean endOf(Socket tcp) {
        try {
            return tcp.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static Origin origin() throws Exception {
        return Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
    }

    private static SSLContext signer() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint(InetAddress.getLoopbackAddress(), socket.getLocalPort()).port();
        }
    }

    private static void send(Socket tcp, String text) throws IOException {
        tcp.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String head(Socket tcp) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = tcp.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static void converse(SSLSocket client) throws IOException {
        client.getOutputStream().write(42);
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).containsExactly(42);
    }
}
