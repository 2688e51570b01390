package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.verify.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumptionTest {
    private static final String SITE = "www.example.com";

    private final SettableClock clock = new SettableClock(Instant.now());

    @ParameterizedTest
    @EnumSource(
            value = TlsVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void resumesBothLegsOfClientInspection(TlsVersion version) throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = clientSide(origin, speaking(version))) {
            SSLContext client = trustingSigner();
            converse(device, client);
            converse(device, client);

            assertThat(resumed(device, 2)).containsExactly("neither", "both");
            assertThat(device.protocol("clientResumed")).isPositive();
            assertThat(device.protocol("serverResumed")).isPositive();
            assertThat(device.ssl("certMinted")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void resumesBothLegsOfServerInspection(TlsVersion version) throws Exception {
        try (Origin origin = origin(TestPki.RSA_SITE);
                Device device = Device.running(
                        speaking(version)
                                .reverse(origin.endpoint())
                                .server(origin.endpoint(), TestPki.identity("site", TestPki.RSA_SITE)),
                        clock)) {
            SSLContext client = TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
            converse(device, client);
            converse(device, client);

            assertThat(resumed(device, 2)).containsExactly("neither", "both");
        }
    }

    @Test
    void resumesNothingWhereThatIsDisabled() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = clientSide(origin, new TestConfig().withoutResumption())) {
            SSLContext client = trustingSigner();
            converse(device, client);
            converse(device, client);

            assertThat(resumed(device, 2)).containsExactly("neither", "neither");
            assertThat(device.server.resumption().serverSessions()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void showsTheClientACertificateThatTheServerChangedSince(TlsVersion version) throws Exception {
        X509Bundle next = TestPki.site(TestPki.PUBLIC_CA, SITE, false);
        List<SSLContext> showing = List.of(TestPki.showing(TestPki.ECDSA_SITE), TestPki.showing(next));
        AtomicInteger shown = new AtomicInteger();
        try (Origin origin = Origin.plain(socket -> {
                    try (SSLSocket tls = (SSLSocket)
                            showing.get(shown.get()).getSocketFactory().createSocket(socket, null, true)) {
                        tls.setUseClientMode(false);
                        Origin.ECHO.serve(tls);
                    }
                });
                Device device = clientSide(origin, speaking(version))) {
            SSLContext client = trustingSigner();
            converse(device, client);
            shown.set(1);
            converse(device, client);

            assertThat(resumed(device, 2)).containsExactly("neither", "neither");
            assertThat(device.ssl("certMinted")).isEqualTo(2);
        }
    }

    @Test
    void judgesAResumedCertificateAnew() throws Exception {
        try (Origin origin = origin(expiringIn(Duration.ofMinutes(30)));
                Device device = clientSide(origin, new TestConfig().blockExpired())) {
            SSLContext client = trustingSigner();
            converse(device, client);
            clock.advance(Duration.ofMinutes(45));

            assertThatThrownBy(() -> converse(device, client))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("access_denied");
            SslInspectionRecord refused = device.sessions(2).get(1);
            assertThat(refused.reason()).isEqualTo("blockExpiredCert");
            assertThat(refused.serverBytesOut()).isZero();
            assertThat(device.server.resumption().serverSessions()).isZero();
        }
    }

    @Test
    void asksTheClientForAFullHandshakeWhenTheUntrustedCaMustSign() throws Exception {
        try (Origin origin = origin(expiringIn(Duration.ofMinutes(30)));
                Device device = clientSide(origin, new TestConfig())) {
            SSLContext client = trustingSigner();
            converse(device, client);
            clock.advance(Duration.ofMinutes(45));

            assertThatThrownBy(() -> converse(device, client)).isInstanceOf(SSLHandshakeException.class);
            assertThat(device.sessions(2).get(1).reason()).isEqualTo("clientRejectedCertificate");
        }
    }

    @Test
    void keepsNoSessionOfAServerWhoseCertificateIsOnlyTolerated() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = clientSide(origin, new TestConfig())) {
            SSLContext careless = TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate());
            converse(device, careless);
            converse(device, careless);

            assertThat(resumed(device, 2)).containsExactly("neither", "client");
            assertThat(device.server.resumption().serverSessions()).isZero();
        }
    }

    @Test
    void resumesWithServersOnlyUnderOneConfiguration() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = clientSide(origin, new TestConfig())) {
            SSLContext client = trustingSigner();
            converse(device, client);
            device.commit(clientSide(origin.endpoint().port(), new TestConfig().revision(2), origin)
                    .build());
            converse(device, client);

            assertThat(resumed(device, 2)).containsExactly("neither", "client");
        }
    }

    @Test
    void givesTicketsNoFurtherLifeUnderChangedSettings() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = clientSide(origin, new TestConfig())) {
            SSLContext client = trustingSigner();
            converse(device, client);
            device.commit(clientSide(
                            origin.endpoint().port(),
                            new TestConfig()
                                    .tls(TestConfig.tls(
                                            EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3),
                                            CipherSuite.TLS_AES_128_GCM_SHA256,
                                            CipherSuite.TLS_AES_256_GCM_SHA384,
                                            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256))
                                    .revision(2),
                            origin)
                    .build());
            converse(device, client);

            assertThat(resumed(device, 2)).containsExactly("neither", "neither");
        }
    }

    @Test
    void acceptsATicketAfterOneRotationAndNotAfterThree() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = clientSide(origin, new TestConfig())) {
            SSLContext client = trustingSigner();
            converse(device, client);
            clock.advance(Duration.ofMinutes(65));
            converse(device, client);
            assertThat(device.server.resumption().ticketKeys()).isEqualTo(2);
            clock.advance(Duration.ofHours(4));
            converse(device, client);

            assertThat(resumed(device, 3)).containsExactly("neither", "client", "neither");
            assertThat(device.server.resumption().ticketKeys()).isEqualTo(1);
        }
    }

    private Device clientSide(Origin origin, TestConfig config) {
        return Device.running(clientSide(origin.endpoint().port(), config, origin), clock);
    }

    private static TestConfig clientSide(int port, TestConfig config, Origin origin) {
        return config.reverse(origin.endpoint()).client(port);
    }

    private static TestConfig speaking(TlsVersion version) {
        return new TestConfig()
                .tls(TestConfig.tls(
                        EnumSet.of(version),
                        CipherSuite.speakingAny(EnumSet.of(version)).toArray(CipherSuite[]::new)));
    }

    private static Origin origin(X509Bundle site) throws Exception {
        return Origin.tls(TestPki.showing(site), Origin.ECHO);
    }

    private X509Bundle expiringIn(Duration time) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + SITE)
                .addSanDnsName(SITE)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.digitalSignature)
                .addExtendedKeyUsageServerAuth()
                .notBefore(clock.instant().minus(Duration.ofDays(1)))
                .notAfter(clock.instant().plus(time))
                .buildIssuedBy(TestPki.PUBLIC_CA);
    }

    private static SSLContext trustingSigner() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }

    private static void converse(Device device, SSLContext client) throws IOException {
        try (SSLSocket socket = device.connect(client, SITE)) {
            socket.getOutputStream().write("hello".getBytes(US_ASCII));
            // The engine takes no tickets after it has said goodbye.
            assertThat(socket.getInputStream().readNBytes(5)).asString(US_ASCII).isEqualTo("hello");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    /** Which legs of each session were resumed. */
    private static List<String> resumed(Device device, int sessions) {
        return device.sessions(sessions).stream()
                .map(record -> {
                    boolean client =
                            record.clientLeg() != null && record.clientLeg().resumed();
                    boolean server =
                            record.serverLeg() != null && record.serverLeg().resumed();
                    return client && server ? "both" : client ? "client" : server ? "server" : "neither";
                })
                .toList();
    }
}
