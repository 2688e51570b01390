package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientInspectionTest {
    private static final String SITE = "www.example.com";

    @Test
    void showsACopyOfTheServersCertificate() throws Exception {
        try (Origin origin = origin(TestPki.RSA_SITE);
                Device device = device(origin, new TestConfig())) {
            try (SSLSocket client = device.connect(trustingSigner(), SITE)) {
                converse(client);
                X509Certificate shown = (X509Certificate) client.getSession().getPeerCertificates()[0];

                assertThat(shown.getIssuerX500Principal().getName()).isEqualTo("CN=Signing CA");
                assertThat(shown.getSubjectX500Principal())
                        .isEqualTo(TestPki.RSA_SITE.getCertificate().getSubjectX500Principal());
                assertThat(shown.getPublicKey().getAlgorithm()).isEqualTo("EC");
            }

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Inspected");
            assertThat(record.direction()).isEqualTo("outbound");
            assertThat(record.presentedCertificate()).isEqualTo("CN=" + SITE);
            assertThat(record.serverCertificateIssuer()).isEqualTo("CN=Public CA");
            assertThat(record.clientLeg()).isNotNull();
            assertThat(record.serverLeg()).isNotNull();
            assertThat(device.ssl("certMinted")).isEqualTo(1);
            assertThat(device.ssl("connClientProxy")).isEqualTo(1);
            assertThat(device.protocol("clientHandshakeOk")).isEqualTo(1);
            assertThat(device.protocol("serverHandshakeOk")).isEqualTo(1);
            assertThat(device.protocol("serverAuthRsa")).isEqualTo(1);
            assertThat(device.protocol("clientAuthEcdsa")).isEqualTo(1);
        }
    }

    @Test
    void signsACopyOfABadCertificateByTheUntrustedCa() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE)).isInstanceOf(SSLHandshakeException.class);

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Failed");
            assertThat(record.reason()).isEqualTo("clientRejectedCertificate");
        }
    }

    @Test
    void letsAClientThroughThatAcceptsTheUntrustedCa() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig())) {
            SSLContext careless = TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate());
            try (SSLSocket client = device.connect(careless, SITE)) {
                converse(client);
            }

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Inspected");
            assertThat(record.reason()).isEqualTo("signedUntrustedCert");
            assertThat(record.details()).contains("depth");
            assertThat(device.ssl("certUntrustedSigned")).isEqualTo(1);
        }
    }

    @Test
    void blocksAnUntrustedCertificateBeforeAByteOfTheClientReachesTheServer() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig().blockInvalid())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("access_denied");

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Blocked");
            assertThat(record.reason()).isEqualTo("blockUntrustedCert");
            assertThat(record.serverBytesOut()).isZero();
            assertThat(device.ssl("blockUntrustedCert")).isEqualTo(1);
            assertThat(device.ssl("connBlocked")).isEqualTo(1);
            assertThat(device.protocol("serverAlertSent")).isEqualTo(1);
        }
    }

    @Test
    void blocksAnExpiredCertificateWithAResetWhereTheProxySaysSo() throws Exception {
        try (Origin origin = origin(TestPki.EXPIRED_SITE);
                Device device = device(origin, new TestConfig().blockExpired().resets())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");

            assertThat(device.session().reason()).isEqualTo("blockExpiredCert");
            assertThat(device.ssl("resetsToClient")).isEqualTo(1);
        }
    }

    @Test
    void blocksWhatItLostTheKeysForBeforeTheServerHearsOfIt() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().keysLost())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE)).isInstanceOf(IOException.class);

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Blocked");
            assertThat(record.reason()).isEqualTo("blockMissingKey");
            assertThat(record.serverBytesOut()).isZero();
            assertThat(device.ssl("blockMissingKey")).isEqualTo(1);
        }
    }

    @Test
    void judgesTheNameThatTheClientAskedFor() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().blockInvalid())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), "www.other.example"))
                    .isInstanceOf(SSLHandshakeException.class);

            assertThat(device.session().reason()).isEqualTo("blockInvalidCert");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "http/1.1", "imap"})
    void agreesOnTheProtocolThatTheServerChose(String protocol) throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), socket -> {
                    SSLSocket tls = (SSLSocket) socket;
                    tls.setHandshakeApplicationProtocolSelector(
                            (s, offered) -> offered.contains(protocol) ? protocol : "");
                    Origin.ECHO.serve(tls);
                });
                Device device = device(origin, new TestConfig())) {
            try (SSLSocket client = device.connect(trustingSigner(), SITE, "h2", "http/1.1", "imap")) {
                converse(client);

                assertThat(client.getApplicationProtocol()).isEqualTo(protocol);
            }
            assertThat(device.session().fields()).containsEntry("clientAlpn", protocol);
        }
    }

    @Test
    void keepsHttp2FromTheServerWhereItIsDowngraded() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), socket -> {
                    SSLSocket tls = (SSLSocket) socket;
                    tls.setHandshakeApplicationProtocolSelector((s, offered) -> offered.get(0));
                    Origin.ECHO.serve(tls);
                });
                Device device = device(origin, new TestConfig().http2Downgrade())) {
            try (SSLSocket client = device.connect(trustingSigner(), SITE, "h2", "http/1.1")) {
                converse(client);

                assertThat(client.getApplicationProtocol()).isEqualTo("http/1.1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void offersTheServerTheVersionsThatTheClientShowed(String version) throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            SSLContext context = trustingSigner();
            try (Socket tcp = device.connect();
                    SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket(tcp, SITE, 443, true)) {
                client.setEnabledProtocols(new String[] {version});
                converse(client);
            }

            assertThat(device.session().fields())
                    .containsEntry("clientVersion", version)
                    .containsEntry("serverVersion", version);
        }
    }

    @Test
    void leavesAnExemptDomainEncrypted() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().exempt(SITE))) {
            SSLContext context = TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
            try (SSLSocket client = device.connect(context, SITE)) {
                converse(client);
                X509Certificate shown = (X509Certificate) client.getSession().getPeerCertificates()[0];
                assertThat(shown).isEqualTo(TestPki.ECDSA_SITE.getCertificate());
            }

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Not decrypted");
            assertThat(record.reason()).isEqualTo("bypassDomain");
            assertThat(record.clientBytesIn())
                    .isEqualTo(record.serverBytesOut())
                    .isPositive();
            assertThat(device.tcp("tunnelledFlows")).isEqualTo(1);
            assertThat(device.tcp("tunnelledBytes")).isEqualTo(record.clientBytesIn() + record.serverBytesIn());
        }
    }

    @Test
    void tellsTheClientWhenTheServerDoesNotSpeakTls() throws Exception {
        try (Origin origin = Origin.plain(socket -> {
                    socket.getInputStream().readNBytes(5);
                    socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                });
                Device device = device(origin, new TestConfig())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("handshake_failure");

            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEqualTo("serverHandshakeFailed");
            assertThat(record.details()).startsWith("On the server leg during the handshake: TLS failed");
            assertThat(device.protocol("serverHandshakeFail")).isEqualTo(1);
        }
    }

    @Test
    void tellsTheClientWhenTheServerLeaves() throws Exception {
        try (Origin origin = Origin.plain(socket -> socket.getInputStream().readNBytes(5));
                Device device = device(origin, new TestConfig())) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("internal_error");

            assertThat(device.session().reason()).isEqualTo("upstreamGone");
        }
    }

    private static Origin origin(X509Bundle site) throws Exception {
        return Origin.tls(TestPki.showing(site), Origin.ECHO);
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(
                config.reverse(origin.endpoint()).client(origin.endpoint().port()));
    }

    private static SSLContext trustingSigner() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }

    private static void converse(SSLSocket client) throws IOException {
        client.getOutputStream().write("hello".getBytes(US_ASCII));
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("hello");
    }
}
