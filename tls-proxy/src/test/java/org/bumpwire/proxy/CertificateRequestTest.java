package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask for a client certificate, insisting or not, in both versions of TLS. */
class CertificateRequestTest {
    private static final String SITE = "www.example.com";

    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.3, true", "TLSv1.2, false", "TLSv1.3, false"})
    void passesTheSessionUndecryptedAndLaterOnesToo(String version, boolean insists) throws Exception {
        try (Origin origin = asking(version, insists, TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            // The real certificate arrives, and the client's own goes to the server.
            assertThat(answer(device, withCertificate())).isEqualTo("CN=client");
            assertThat(answer(device, withCertificate())).isEqualTo("CN=client");

            List<SslInspectionRecord> records = records(device, 2);
            assertThat(records).allSatisfy(record -> {
                assertThat(record.action()).isEqualTo("Not decrypted");
                assertThat(record.reason()).isEqualTo("bypassLearned");
                assertThat(record.clientBytesIn()).isPositive();
            });
            assertThat(records.get(0).details()).contains("Server asks for a client certificate");
            assertThat(records.get(1).details())
                    .contains("certificate-request: seen in session "
                            + records.get(0).sessionId());
            assertThat(device.protocol("serverCertRequest")).isEqualTo(1);
            assertThat(device.ssl("bypassLearned")).isEqualTo(2);
            assertThat(device.ssl("connTotal")).isEqualTo(2);
            assertThat(device.ssl("connActive")).isZero();
            assertThat(device.tcp("accepted")).isEqualTo(2);
            assertThat(device.tcp("established")).isEqualTo(2);
            assertThat(device.tcp("upstreamConnects")).isEqualTo(3);
            assertThat(device.server.exclusions()).singleElement().satisfies(one -> {
                assertThat(one.kind()).isEqualTo("certificate-request");
                assertThat(one.sni()).isEqualTo(SITE);
                assertThat(one.policy()).isEqualTo("OUT");
            });
            assertThat(device.journal.records(SystemRecord.class))
                    .anyMatch(record -> record.message().startsWith("Exclusion 1 learned"));
        }
    }

    @Test
    void learnsNothingFromAServerThatNobodyVouchesFor() throws Exception {
        try (Origin origin = asking("TLSv1.3", false, TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig())) {
            assertThat(answer(device, TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate())))
                    .isEqualTo("nobody");

            assertThat(device.session().reason()).isEqualTo("signedUntrustedCert");
            assertThat(device.server.exclusions()).isEmpty();
        }
    }

    @Test
    void decryptsAnAlwaysDecryptSourceAllTheSame() throws Exception {
        try (Origin origin = asking("TLSv1.3", false, TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().alwaysDecryptLoopback())) {
            assertThat(answer(device, signer())).isEqualTo("nobody");

            assertThat(device.session().action()).isEqualTo("Inspected");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.3, true", "TLSv1.2, false", "TLSv1.3, false"})
    void presentsTheConfiguredCertificate(String version, boolean insists) throws Exception {
        CertificateRequest present = new CertificateRequest.Present(TestPki.identity("client", TestPki.CLIENT));
        try (Origin origin = asking(version, insists, TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().certificateRequest(present))) {
            assertThat(answer(device, signer())).isEqualTo("CN=client");

            assertThat(device.session().action()).isEqualTo("Inspected");
            assertThat(device.session().reason()).isEmpty();
            assertThat(device.protocol("serverCertRequest")).isEqualTo(1);
            assertThat(device.server.exclusions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void resumesNoSessionInWhichItShowedACertificate(String version) throws Exception {
        CertificateRequest present = new CertificateRequest.Present(TestPki.identity("client", TestPki.CLIENT));
        try (Origin origin = asking(version, false, TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().certificateRequest(present))) {
            for (int i = 0; i < 3; i++) {
                assertThat(answer(device, signer())).isEqualTo("CN=client");
            }

            assertThat(device.protocol("serverCertRequest")).isEqualTo(3);
            assertThat(device.protocol("serverResumed")).isZero();
        }
    }

    @Test
    void presentsNothingToAServerThatNobodyVouchesFor() throws Exception {
        CertificateRequest present = new CertificateRequest.Present(TestPki.identity("client", TestPki.CLIENT));
        try (Origin origin = asking("TLSv1.2", false, TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig().certificateRequest(present))) {
            assertThat(answer(device, TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate())))
                    .isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void blocksWhereThePolicySaysSo(String version) throws Exception {
        try (Origin origin = asking(version, false, TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().certificateRequest(new CertificateRequest.Block()))) {
            assertThatThrownBy(() -> device.connect(signer(), SITE))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("access_denied");

            assertThat(device.session().action()).isEqualTo("Blocked");
            assertThat(device.session().reason()).isEqualTo("blockCertificateRequest");
            assertThat(device.ssl("blockCertificateRequest")).isEqualTo(1);
            assertThat(device.ssl("connBlocked")).isEqualTo(1);
            assertThat(device.server.exclusions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void goesOnWithoutACertificateWhereTheServerDoes(String version) throws Exception {
        try (Origin origin = asking(version, false, TestPki.ECDSA_SITE);
                Device device = device(
                        origin, new TestConfig().certificateRequest(new CertificateRequest.WithoutCertificate()))) {
            assertThat(answer(device, signer())).isEqualTo("nobody");

            assertThat(device.session().action()).isEqualTo("Inspected");
        }
    }

    @Test
    void learnsOnServerPoliciesOnlyWhereTheOperatorSaysSo() throws Exception {
        try (Origin origin = asking("TLSv1.3", true, TestPki.ECDSA_SITE);
                Device device = Device.running(new TestConfig()
                        .certificateRequest(new CertificateRequest.DoNotDecrypt())
                        .reverse(origin.endpoint())
                        .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)))) {
            assertThat(answer(device, withCertificate())).isEqualTo("CN=client");

            assertThat(device.session().reason()).isEqualTo("bypassLearned");
            assertThat(device.session().direction()).isEqualTo("inbound");
        }
    }

    @Test
    void decryptsAgainOnceTheExclusionIsForgotten() throws Exception {
        try (Origin origin = asking("TLSv1.3", false, TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            answer(device, withCertificate());
            assertThat(device.server.forgetExclusion(1)).isTrue();
            answer(device, withCertificate());

            assertThat(records(device, 2)).hasSize(2);
            assertThat(device.protocol("serverCertRequest")).isEqualTo(2);
            assertThat(device.server.exclusions()).extracting(ExclusionView::id).containsExactly(2L);
        }
    }

    private static List<SslInspectionRecord> records(Device device, int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> device.journal.records(SslInspectionRecord.class).size() >= count);
        return device.journal.records(SslInspectionRecord.class);
    }

    /** Whom the server took the client for. */
    private static String answer(Device device, SSLContext context) throws IOException {
        try (SSLSocket client = device.connect(context, SITE)) {
            client.getOutputStream().write('?');
            client.getOutputStream().flush();
            return new String(client.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static Origin asking(String version, boolean insists, X509Bundle certificate) throws Exception {
        SSLContext context = TestPki.context(certificate, TestPki.PUBLIC_CA.getCertificate());
        SSLServerSocket listening =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        if (insists) {
            listening.setNeedClientAuth(true);
        } else {
            listening.setWantClientAuth(true);
        }
        listening.setEnabledProtocols(new String[] {version});
        return Origin.of(listening, socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(peer((SSLSocket) socket).getBytes(US_ASCII));
        });
    }

    private static String peer(SSLSocket socket) {
        try {
            return socket.getSession().getPeerPrincipal().getName();
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(
                config.reverse(origin.endpoint()).client(origin.endpoint().port()));
    }

    /** A client that trusts the real CA and has a certificate of its own. */
    private static SSLContext withCertificate() throws Exception {
        return TestPki.context(TestPki.CLIENT, TestPki.PUBLIC_CA.getCertificate());
    }

    private static SSLContext signer() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }
}
