package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerInspectionTest {
    private static final String SITE = "www.example.com";
    private static final Identity SITE_IDENTITY = TestPki.identity("site", TestPki.ECDSA_SITE);

    @Test
    void blocksWhereItLostTheKeyAndGoesOnWithTheCertificatesThatHaveTheirs() throws Exception {
        Identity lost = Identity.withoutKey("lost", List.of(TestPki.RSA_SITE.getCertificatePath()));
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = Device.running(
                        new TestConfig().reverse(origin.endpoint()).server(origin.endpoint(), lost))) {
            assertThatThrownBy(() -> device.connect(trust(), SITE)).isInstanceOf(IOException.class);

            assertThat(device.session().reason()).isEqualTo("blockMissingKey");
            assertThat(device.ssl("connBlocked")).isEqualTo(1);
        }
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = Device.running(
                        new TestConfig().reverse(origin.endpoint()).server(origin.endpoint(), lost, SITE_IDENTITY))) {
            try (SSLSocket client = device.connect(trust(), SITE)) {
                converse(client);
            }

            assertThat(device.session().action()).isEqualTo("Inspected");
        }
    }

    /** An ECDSA certificate that may only agree on keys; the engine takes it for no connection. */
    @Test
    void endsTheSessionWhereTheEngineRefusesTheCertificateAndServesTheNext() throws Exception {
        X509Bundle unusable = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + SITE)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyAgreement)
                .buildIssuedBy(TestPki.PUBLIC_CA);
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = Device.running(new TestConfig()
                        .reverse(origin.endpoint())
                        .check(new UpstreamCheck.Unchecked())
                        .server(origin.endpoint(), TestPki.identity("unusable", unusable)))) {
            assertThatThrownBy(() -> device.connect(trust(), SITE)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> device.connect(trust(), SITE)).isInstanceOf(IOException.class);

            assertThat(device.sessions(2)).allSatisfy(record -> {
                assertThat(record.reason()).isEqualTo("clientHandshakeFailed");
                assertThat(record.details()).contains("key usage");
            });
            device.awaitNoFlows();
        }
    }

    @Test
    void carriesAConversationAndWritesItsRecord() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            try (SSLSocket client = device.connect(trust(), SITE)) {
                converse(client);
            }

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Inspected");
            assertThat(record.direction()).isEqualTo("inbound");
            assertThat(record.reason()).isEmpty();
            assertThat(record.segment()).isEqualTo("S");
            assertThat(record.virtualSegment()).isEqualTo("V");
            assertThat(record.profile()).isEqualTo("P");
            assertThat(record.policy()).isEqualTo("IN");
            assertThat(record.proxy()).isEqualTo("WEB");
            assertThat(record.revision()).isEqualTo(1);
            assertThat(record.sni()).isEqualTo(SITE);
            assertThat(record.destination()).isEqualTo(origin.endpoint().toString());
            assertThat(record.clientBytesIn()).isEqualTo(5);
            assertThat(record.serverBytesOut()).isEqualTo(5);
            assertThat(record.serverCertificateSubject()).isEqualTo("CN=" + SITE);
            assertThat(device.ssl("connInspected")).isEqualTo(1);
            assertThat(device.ssl("connServerProxy")).isEqualTo(1);
            assertThat(device.ssl("connActive")).isZero();
        }
    }

    @Test
    void showsTheCertificateThatTheNameAsksFor() throws Exception {
        X509Bundle other = TestPki.site(TestPki.PUBLIC_CA, "other.example.com", false);
        X509Bundle wildcard = TestPki.site(TestPki.PUBLIC_CA, "*.wild.example.com", false);
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = Device.running(new TestConfig()
                        .reverse(origin.endpoint())
                        .server(
                                origin.endpoint(),
                                SITE_IDENTITY,
                                TestPki.identity("other", other),
                                TestPki.identity("wild", wildcard)))) {
            assertThat(shown(device, "other.example.com")).isEqualTo(other.getCertificate());
            assertThat(shown(device, "a.wild.example.com")).isEqualTo(wildcard.getCertificate());
            assertThat(shown(device, SITE)).isEqualTo(TestPki.ECDSA_SITE.getCertificate());
        }
    }

    private static X509Certificate shown(Device device, String name) throws Exception {
        try (SSLSocket client = device.connect(trust(), name)) {
            return (X509Certificate) client.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void showsAnRsaCertificateToAClientThatCannotUseEcdsa() throws Exception {
        try (Origin origin = origin(TestPki.RSA_SITE);
                Device device = Device.running(new TestConfig()
                        .reverse(origin.endpoint())
                        .server(origin.endpoint(), SITE_IDENTITY, TestPki.identity("rsa", TestPki.RSA_SITE)));
                Socket tcp = device.connect();
                SSLSocket client = (SSLSocket) trust().getSocketFactory().createSocket(tcp, SITE, 443, true)) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
            client.startHandshake();

            assertThat(client.getSession().getPeerCertificates()[0]).isEqualTo(TestPki.RSA_SITE.getCertificate());
        }
    }

    @Test
    void blocksAServerWithAnotherKey() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig())) {
            assertThatThrownBy(() -> device.connect(trust(), SITE))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("access_denied");

            assertThat(device.session().reason()).isEqualTo("blockUntrustedCert");
            assertThat(device.session().serverBytesOut()).isZero();
        }
    }

    @Test
    void resetsABlockedServerWhereTheProxySaysSo() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig().resets())) {
            assertThatThrownBy(() -> device.connect(trust(), SITE)).isInstanceOf(SSLHandshakeException.class);

            device.session();
            assertThat(device.ssl("resetsToServer")).isEqualTo(1);
        }
    }

    @Test
    void trustsAServerThatTheTrustStoreVouchesFor() throws Exception {
        X509Bundle renewed = TestPki.site(TestPki.PUBLIC_CA, SITE, false);
        TestConfig config = new TestConfig().check(new UpstreamCheck.Trusted(TestConfig.publicTrust()));
        try (Origin origin = origin(renewed);
                Device device = device(origin, config);
                SSLSocket client = device.connect(trust(), SITE)) {
            converse(client);
        }
    }

    @Test
    void asksNothingOfAServerThatIsNotChecked() throws Exception {
        TestConfig config = new TestConfig().check(new UpstreamCheck.Unchecked());
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, config);
                SSLSocket client = device.connect(trust(), SITE)) {
            converse(client);
        }
    }

    @Test
    void resumesAClientsSession() throws Exception {
        SSLContext context = trust();
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            for (int i = 0; i < 2; i++) {
                try (SSLSocket client = device.connect(context, SITE)) {
                    converse(client);
                }
            }
            device.awaitNoFlows();

            assertThat(device.protocol("clientResumed")).isEqualTo(1);
            assertThat(device.ssl("connInspected")).isEqualTo(2);
        }
    }

    @Test
    void dropsClearText() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = device(origin, new TestConfig());
                Socket client = device.connect()) {
            client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

            assertThat(isEnd(client)).isTrue();
            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Refused");
            assertThat(record.reason()).isEqualTo("refusedCleartext");
            assertThat(device.ssl("refusedCleartext")).isEqualTo(1);
            assertThat(origin.connections()).isZero();
        }
    }

    @Test
    void refusesAVersionThatTheProxyDoesNotSpeak() throws Exception {
        TestConfig config = new TestConfig()
                .tls(TestConfig.tls(EnumSet.of(TlsVersion.TLS_1_3), CipherSuite.TLS_AES_128_GCM_SHA256));
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, config);
                Socket tcp = device.connect();
                SSLSocket client = (SSLSocket) trust().getSocketFactory().createSocket(tcp, SITE, 443, true)) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});

            assertThatThrownBy(client::startHandshake).hasMessageContaining("protocol_version");
            assertThat(device.session().reason()).isEqualTo("refusedNoCommonVersion");
            assertThat(device.protocol("clientVersionOther")).isEqualTo(1);
            assertThat(origin.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CipherSuite.class,
            names = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void speaksTheOneTls13SuiteThatIsConfiguredOnBothLegs(CipherSuite only) throws Exception {
        TestConfig config = new TestConfig().tls(TestConfig.tls(EnumSet.of(TlsVersion.TLS_1_3), only));
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, config)) {
            try (SSLSocket client = device.connect(trust(), SITE)) {
                converse(client);
                assertThat(client.getSession().getCipherSuite()).isEqualTo(only.name());
            }

            SslInspectionRecord session = device.session();
            assertThat(session.clientLeg())
                    .extracting(SslInspectionRecord.Leg::cipher)
                    .isEqualTo(only.name());
            assertThat(session.serverLeg())
                    .extracting(SslInspectionRecord.Leg::cipher)
                    .isEqualTo(only.name());
            assertThat(session.action()).isEqualTo("Inspected");
        }
    }

    @Test
    void counterAndJournalNameAHelloThatBreaksTheProtocol() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig());
                Socket client = device.connect()) {
            client.getOutputStream().write(new byte[] {22, 3, 1, 0, 4, 2, 0, 0, 0});

            assertThat(client.getInputStream().readNBytes(7)).containsExactly(21, 3, 1, 0, 2, 2, 50);
            assertThat(device.session().reason()).isEqualTo("helloMalformed");
            assertThat(device.protocol("helloMalformed")).isEqualTo(1);
        }
    }

    @Test
    void closesAClientThatSaysNothing() throws Exception {
        Timeouts timeouts = new Timeouts(
                Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60));
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().timeouts(timeouts));
                Socket client = device.connect()) {
            assertThat(isEnd(client)).isTrue();
            assertThat(device.session().reason()).isEqualTo("helloTimeout");
        }
    }

    @Test
    void tellsTheClientThatTheServerDoesNotAnswerItsHello() throws Exception {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(60));
        try (Origin origin = Origin.plain(socket -> socket.getInputStream().readAllBytes());
                Device device = device(origin, new TestConfig().timeouts(timeouts))) {
            assertThatThrownBy(() -> device.connect(trust(), SITE))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("internal_error");

            assertThat(device.session().reason()).isEqualTo("serverHandshakeTimeout");
            assertThat(device.protocol("serverHandshakeTimeout")).isEqualTo(1);
        }
    }

    @Test
    void bypassesWhatIsAboveTheLimitAndSaysSoOnce() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().limit(1, OverLimit.BYPASS));
                SSLSocket first = device.connect(trust(), SITE)) {
            converse(first, false);
            for (int i = 0; i < 2; i++) {
                try (SSLSocket next = device.connect(trust(), SITE)) {
                    converse(next);
                }
            }

            assertThat(device.session().reason()).isEqualTo("bypassMaxConnections");
            assertThat(device.journal.records(SystemRecord.class))
                    .extracting(r -> r.message())
                    .containsExactly("SSL Inspection reached Critical threshold of Max Concurrent Connections."
                            + " Action: Allow but bypass Inspection");
        }
    }

    @Test
    void blocksWhatIsAboveTheLimitWhereItSaysSo() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().limit(1, OverLimit.BLOCK));
                SSLSocket first = device.connect(trust(), SITE)) {
            converse(first, false);

            assertThatThrownBy(() -> device.connect(trust(), SITE)).hasMessageContaining("access_denied");
            assertThat(device.session().reason()).isEqualTo("blockMaxConnections");
        }
    }

    @Test
    void leavesASourceExceptionAlone() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().exceptLoopback());
                SSLSocket client = device.connect(trust(), SITE)) {
            converse(client);
            assertThat(device.session().reason()).isEqualTo("bypassSourceException");
        }
    }

    private static Origin origin(X509Bundle site) throws Exception {
        return Origin.tls(TestPki.showing(site), Origin.ECHO);
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(config.reverse(origin.endpoint()).server(origin.endpoint(), SITE_IDENTITY));
    }

    private static SSLContext trust() throws Exception {
        return TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
    }

    private static void converse(SSLSocket client) throws IOException {
        converse(client, true);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    private static void converse(SSLSocket client, boolean last) throws IOException {
        client.getOutputStream().write("hello".getBytes(US_ASCII));
        if (last) {
            client.shutdownOutput();
        }
        assertThat(client.getInputStream().readNBytes(5)).asString(US_ASCII).isEqualTo("hello");
    }

    private static boolean isEnd(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
