package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.hello.CapturedHello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** A handshake that fails, on whichever leg and at whichever stage, leaves one record that says all of it. */
class HandshakeFailureTest {
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(20));

    /** What a server of TLS 1.2 says first. */
    private static final String SERVER_HELLO =
            "1603030030" + "0200002c" + "0303" + "5a".repeat(32) + "00" + "c02b" + "00" + "0004" + "00170000";

    private static final String HTTP = HexFormat.of().formatHex("HTTP/1.0 400 Bad\r\n\r\n".getBytes(US_ASCII));

    static Stream<Arguments> serversThatLeave() {
        return Stream.of(Passage.SERVER_INSPECTION, Passage.CLIENT_INSPECTION)
                .flatMap(passage -> Stream.of(
                        Arguments.of(passage, alert(112), "serverHandshakeFailed", "unrecognized_name", "ServerHello"),
                        Arguments.of(passage, alert(70), "serverHandshakeFailed", "protocol_version", "ServerHello"),
                        Arguments.of(passage, alert(40), "serverHandshakeFailed", "handshake_failure", "ServerHello"),
                        Arguments.of(passage, HTTP, "serverHandshakeFailed", "", "ServerHello"),
                        Arguments.of(passage, "16030300046162636465", "serverHandshakeFailed", "", "ServerHello"),
                        Arguments.of(passage, "", "upstreamGone", "", "ServerHello"),
                        Arguments.of(passage, SERVER_HELLO.substring(0, 60), "upstreamGone", "", "ServerHello"),
                        Arguments.of(passage, SERVER_HELLO, "upstreamGone", "", "certificate"),
                        Arguments.of(
                                passage,
                                SERVER_HELLO + alert(80),
                                "serverHandshakeFailed",
                                "internal_error",
                                "certificate"),
                        Arguments.of(passage, SERVER_HELLO + HTTP, "serverHandshakeFailed", "", "certificate")));
    }

    /** @param alert what the server sent; empty for none */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("serversThatLeave")
    void saysHowTheServerFailed(Passage passage, String sent, String reason, String alert, String awaited)
            throws Exception {
        try (Origin origin = Origin.plain(socket -> {
                    socket.getInputStream().readNBytes(5);
                    socket.getOutputStream().write(HexFormat.of().parseHex(sent));
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                });
                Device device = passage.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS))) {
            boolean passedOn = List.of("unrecognized_name", "protocol_version", "internal_error")
                    .contains(alert);
            String told = passedOn ? alert : reason.equals("upstreamGone") ? "internal_error" : "handshake_failure";
            assertThatThrownBy(() -> device.connect(passage.trust(), Passage.SITE))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining(told);

            String what = alert.isEmpty()
                    ? reason.equals("upstreamGone") ? "Connection closed" : "TLS failed: .*, alert \\w+ was sent"
                    : "Peer sent alert " + alert;
            String until = awaited.equals("certificate") ? "the server's certificate" : "the ServerHello";
            assertFailed(
                    device,
                    reason,
                    "On the server leg during the handshake: " + what + ", while " + until
                            + " was awaited; the client was" + " sent alert " + told);
        }
    }

    @ParameterizedTest
    @CsvSource({"'',while the ServerHello was awaited", "hello,while the server's certificate was awaited"})
    void saysWhereTheServerFellSilent(String sent, String stage) throws Exception {
        try (Origin origin = Origin.plain(socket -> {
                    if (!sent.isEmpty()) {
                        socket.getOutputStream().write(HexFormat.of().parseHex(SERVER_HELLO));
                    }
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                });
                Device device = Passage.CLIENT_INSPECTION.device(origin.endpoint(), new TestConfig().timeouts(SHORT))) {
            assertThatThrownBy(() -> device.connect(Passage.CLIENT_INSPECTION.trust(), Passage.SITE))
                    .hasMessageContaining("internal_error");

            assertFailed(
                    device,
                    "serverHandshakeTimeout",
                    "On the server leg during the handshake: Timed out, " + stage
                            + "; the client was sent alert internal_error");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_INSPECTION", "CLIENT_INSPECTION"})
    void saysThatTheServerWantsAClientCertificate(Passage passage) throws Exception {
        SSLServerSocket listening = (SSLServerSocket)
                TestPki.showing(TestPki.ECDSA_SITE).getServerSocketFactory().createServerSocket();
        listening.setNeedClientAuth(true);
        listening.setEnabledProtocols(new String[] {"TLSv1.2"});
        try (Origin origin = Origin.of(listening, Origin.ECHO);
                Device device = passage.device(
                        origin.endpoint(),
                        new TestConfig()
                                .timeouts(TIMEOUTS)
                                .certificateRequest(new CertificateRequest.WithoutCertificate()))) {
            assertThatThrownBy(() -> device.connect(passage.trust(), Passage.SITE))
                    .isInstanceOf(SSLException.class);

            assertFailed(
                    device,
                    "serverCertificateRequest",
                    "On the server leg during the handshake: Peer sent alert bad_certificate, after the server's"
                            + " certificate, after the server asked for a client certificate.*");
        }
    }

    /** At which depth of the chain something is wrong, and what the server hears of it. */
    @ParameterizedTest
    @CsvSource({
        "0,certificate_expired,blockExpiredCert",
        "1,certificate_expired,blockExpiredCert",
        "2,unknown_ca,blockUntrustedCert"
    })
    void saysAtWhichDepthACertificateIsBad(int depth, String alert, String reason) throws Exception {
        X509Bundle root = depth == 2 ? TestPki.STRANGE_CA : TestPki.PUBLIC_CA;
        X509Bundle intermediate = built(depth == 1, ca("CN=Intermediate CA")).buildIssuedBy(root);
        X509Bundle site = built(depth == 0, TestPki.leaf(Passage.SITE, false)).buildIssuedBy(intermediate);
        try (Origin origin = Origin.tls(TestPki.showing(site), Origin.ECHO);
                Device device = Passage.CLIENT_INSPECTION.device(
                        origin.endpoint(),
                        new TestConfig().timeouts(TIMEOUTS).blockInvalid().blockExpired())) {
            assertThatThrownBy(() -> device.connect(Passage.CLIENT_INSPECTION.trust(), Passage.SITE))
                    .hasMessageContaining("access_denied");

            assertFailed(
                    device,
                    reason,
                    "On the server leg during the handshake, at the server's certificate, alert " + alert
                            + " was sent: .*[dD]epth " + (depth == 2 ? "\\d" : String.valueOf(depth)) + ".*");
        }
    }

    private static CertificateBuilder ca(String subject) {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign);
    }

    private static CertificateBuilder built(boolean expired, CertificateBuilder builder) {
        Instant now = Instant.now();
        return expired
                ? builder.notBefore(now.minus(30, ChronoUnit.DAYS)).notAfter(now.minus(12, ChronoUnit.HOURS))
                : builder;
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLSv1.3,TLS_AES_128_GCM_SHA256,protocol_version",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,"
                + "handshake_failure",
    })
    void saysThatTheServerSharesNoVersionOrSuite(
            String clientVersion, String clientSuite, String serverVersion, String serverSuite, String alert)
            throws Exception {
        SSLServerSocket listening = (SSLServerSocket)
                TestPki.showing(TestPki.ECDSA_SITE).getServerSocketFactory().createServerSocket();
        listening.setEnabledProtocols(new String[] {serverVersion});
        listening.setEnabledCipherSuites(new String[] {serverSuite});
        Passage passage = Passage.CLIENT_INSPECTION;
        try (Origin origin = Origin.of(listening, Origin.ECHO);
                Device device = passage.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS));
                Socket tcp = device.connect();
                SSLSocket client =
                        (SSLSocket) passage.trust().getSocketFactory().createSocket(tcp, Passage.SITE, 443, true)) {
            client.setEnabledProtocols(new String[] {clientVersion});
            client.setEnabledCipherSuites(new String[] {clientSuite});

            assertThatThrownBy(client::startHandshake).hasMessageContaining(alert);
            assertFailed(
                    device,
                    "serverHandshakeFailed",
                    "On the server leg during the handshake: Peer sent alert " + alert
                            + ", while the ServerHello was awaited; the client was sent alert " + alert);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_INSPECTION,TLSv1.2",
        "SERVER_INSPECTION,TLSv1.3",
        "CLIENT_INSPECTION,TLSv1.2",
        "CLIENT_INSPECTION,TLSv1.3",
    })
    void saysThatTheClientRejectedTheCertificate(Passage passage, String version) throws Exception {
        try (Origin origin = origin();
                Device device = passage.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS));
                Socket tcp = device.connect();
                SSLSocket client = (SSLSocket) TestPki.trusting(TestPki.STRANGE_CA.getCertificate())
                        .getSocketFactory()
                        .createSocket(tcp, Passage.SITE, 443, true)) {
            client.setEnabledProtocols(new String[] {version});

            assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
            assertFailed(
                    device,
                    "clientRejectedCertificate",
                    "On the client leg during the handshake: Peer sent alert certificate_unknown, after the"
                            + " ServerHello");
        }
    }

    /** What a client does once it has its ServerHello, and the record of it. */
    @ParameterizedTest
    @CsvSource({
        "15030300020228,clientHandshakeFailed,'Peer sent alert handshake_failure, after the ServerHello'",
        "1503030002022a,clientRejectedCertificate,'Peer sent alert bad_certificate, after the ServerHello'",
        "6e6f20544c5320617420616c6c,clientHandshakeFailed,"
                + "'TLS failed: wrong version number(, alert \\w+ was sent)?, after the ServerHello'",
        "'',clientGone,'Connection closed, after the ServerHello'",
    })
    void saysHowTheClientFailed(String sent, String reason, String details) throws Exception {
        try (Origin origin = origin();
                Device device =
                        Passage.CLIENT_INSPECTION.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS));
                Socket client = device.connect()) {
            client.getOutputStream().write(CapturedHello.CURL_TLS12.records());
            client.getInputStream().readNBytes(6);
            client.getOutputStream().write(HexFormat.of().parseHex(sent));
            client.shutdownOutput();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());

            assertFailed(device, reason, "On the client leg during the handshake: " + details);
        }
    }

    @Test
    void saysThatTheClientDidNotFinish() throws Exception {
        // Long enough for the server's handshake on a machine that is busy.
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(20));
        try (Origin origin = origin();
                Device device =
                        Passage.CLIENT_INSPECTION.device(origin.endpoint(), new TestConfig().timeouts(timeouts));
                Socket client = device.connect()) {
            client.getOutputStream().write(CapturedHello.CURL_TLS12.records());
            client.getInputStream().transferTo(OutputStream.nullOutputStream());

            assertFailed(
                    device,
                    "clientHandshakeTimeout",
                    "On the client leg during the handshake: Timed out, after the ServerHello");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOT_DECRYPTED")
    void saysThatTheClientAndTheDeviceShareNoVersion(Passage passage) throws Exception {
        try (Origin origin = origin();
                Device device = passage.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS));
                Socket client = device.connect()) {
            client.getOutputStream().write(CapturedHello.OPENSSL_TLS10_NO_SNI.records());
            client.getInputStream().transferTo(OutputStream.nullOutputStream());

            assertFailed(
                    device,
                    "refusedNoCommonVersion",
                    "On the client leg in answer to the ClientHello, alert protocol_version was sent: Client and"
                            + " proxy share a version: none .*");
        }
    }

    private static Origin origin() throws Exception {
        return Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
    }

    private static String alert(int description) {
        return "150303000202%02x".formatted(description);
    }

    private static void assertFailed(Device device, String reason, String details) throws IOException {
        device.awaitNoFlows();
        List<SslInspectionRecord> records = device.journal.records(SslInspectionRecord.class);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).reason()).isEqualTo(reason);
        assertThat(records.get(0).details()).matches(details);
        assertThat(device.ssl(reason)).isEqualTo(1);
        assertThat(device.ssl("connTotal")).isEqualTo(1);
    }
}
