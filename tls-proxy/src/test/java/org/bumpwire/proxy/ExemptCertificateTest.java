package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.config.model.Exclusions.Learning;
import org.bumpwire.config.model.Exclusions.Scope;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;

/** Exemptions that the server's certificate decides: the client names no host, or its word is not taken for it. */
class ExemptCertificateTest {
    private static final String SITE = "www.example.com";
    private static final Exclusions DISTRUSTING =
            new Exclusions(false, Duration.ofHours(12), new Learning(false, 3, 2, Scope.SITE));

    @Test
    void relaysANamelessSessionUninspectedAndDecryptsNoneAfterIt() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().exempt(SITE).ips(blocking("forbidden")))) {
            assertThat(talk(device, signer(), "", "forbidden")).isEqualTo("CN=Signing CA forbidden");
            assertThat(talk(device, publicTrust(), "", "forbidden")).isEqualTo("CN=Public CA forbidden");

            device.awaitNoFlows();
            List<SslInspectionRecord> records = device.journal.records(SslInspectionRecord.class);
            assertThat(records.get(0).action()).isEqualTo("Decrypted but not inspected");
            assertThat(records.get(0).reason()).isEqualTo("exemptCertificate");
            assertThat(records.get(0).details()).contains("yes, " + SITE);
            assertThat(records.get(0).clientLeg()).isNotNull();
            assertThat(records.get(1).action()).isEqualTo("Not decrypted");
            assertThat(records.get(1).reason()).isEqualTo("bypassLearned");
            assertThat(device.ssl("connDecryptedNotInspected")).isEqualTo(1);
            assertThat(device.ssl("exemptCertificate")).isEqualTo(1);
            assertThat(device.ssl("bypassLearned")).isEqualTo(1);
            assertThat(device.ssl("blockFilter")).isZero();
            assertThat(device.server.exclusions()).singleElement().satisfies(one -> {
                assertThat(one.kind()).isEqualTo("exempt-certificate");
                assertThat(one.sni()).isEmpty();
                assertThat(one.destination())
                        .isEqualTo("127.0.0.1:" + origin.endpoint().port());
            });
        }
    }

    @Test
    void inspectsANamelessSessionToASiteThatIsNotExempt() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().exempt("www.bank.example"))) {
            talk(device, TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate()), "", "hello");

            assertThat(device.session().action()).isEqualTo("Inspected");
            assertThat(device.server.exclusions()).isEmpty();
        }
    }

    @Test
    void exemptsNoNamelessSessionByACertificateThatNobodyVouchesFor() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, new TestConfig().exempt(SITE))) {
            talk(device, TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate()), "", "hello");

            assertThat(device.session().action()).isEqualTo("Inspected");
            assertThat(device.server.exclusions()).isEmpty();
        }
    }

    @Test
    void trustsTheNameThatTheClientAskedFor() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().exempt(SITE))) {
            assertThat(talk(device, publicTrust(), SITE, "hello")).isEqualTo("CN=Public CA hello");

            assertThat(device.session().reason()).isEqualTo("bypassDomain");
        }
    }

    @Test
    void inspectsAnExemptNameThatIsALieWhereNamesAreNotTrusted() throws Exception {
        X509Bundle evil = TestPki.site(TestPki.PUBLIC_CA, "evil.example.net", false);
        try (Origin origin = origin(evil);
                Device device = device(origin, new TestConfig().exempt(SITE).exclusions(DISTRUSTING))) {
            assertThat(talk(device, TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate()), SITE, "exfiltrated"))
                    .isEqualTo("CN=Untrusted CA exfiltrated");

            assertThat(device.session().action()).isEqualTo("Inspected");
            assertThat(device.session().reason()).isEqualTo("signedInvalidCert");
            assertThat(device.server.exclusions()).isEmpty();
        }
    }

    @Test
    void sparesAnExemptNameThatTheCertificateConfirmsWhereNamesAreNotTrusted() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig().exempt(SITE).exclusions(DISTRUSTING))) {
            assertThat(talk(device, signer(), SITE, "hello")).isEqualTo("CN=Signing CA hello");
            assertThat(talk(device, publicTrust(), SITE, "hello")).isEqualTo("CN=Public CA hello");

            device.awaitNoFlows();
            assertThat(device.ssl("exemptCertificate")).isEqualTo(1);
            assertThat(device.ssl("bypassLearned")).isEqualTo(1);
            assertThat(device.ssl("bypassDomain")).isZero();
        }
    }

    @Test
    void explainsWhatWasLearned() throws Exception {
        TestConfig config = new TestConfig().exempt(SITE);
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, config)) {
            talk(device, signer(), "", "hello");

            Explanation explanation = device.server.explain(
                    config.build(),
                    new FlowQuestion(
                            "S",
                            origin.endpoint().address(),
                            origin.endpoint().address(),
                            origin.endpoint().port(),
                            Optional.empty()));
            assertThat(explanation.reason()).isEqualTo("bypassLearned");
            assertThat(explanation.steps())
                    .contains(new Explanation.Step(
                            "Device has learned not to decrypt there",
                            "sslinsp exclusions",
                            "yes, exempt-certificate: " + SITE));
        }
    }

    /** Says something, and answers who signed the certificate that was shown and what came back. */
    private static String talk(Device device, SSLContext context, String sni, String text) throws IOException {
        Socket tcp = device.connect();
        try (SSLSocket client = sni.isEmpty()
                ? (SSLSocket) context.getSocketFactory().createSocket(tcp, "", 443, true)
                : (SSLSocket) context.getSocketFactory().createSocket(tcp, sni, 443, true)) {
            client.startHandshake();
            client.getOutputStream().write(text.getBytes(US_ASCII));
            client.getOutputStream().flush();
            String back = new String(client.getInputStream().readNBytes(text.length()), US_ASCII);
            X509Certificate shown = (X509Certificate) client.getSession().getPeerCertificates()[0];
            return shown.getIssuerX500Principal().getName() + " " + back;
        }
    }

    private static IpsProfile blocking(String word) {
        return new IpsProfile(
                "GUARD",
                "",
                List.of(new IpsFilter(
                        "WORD",
                        "",
                        true,
                        IpsFilter.Direction.BOTH,
                        word,
                        false,
                        false,
                        "major",
                        IpsFilter.Action.BLOCK,
                        false)));
    }

    private static Origin origin(X509Bundle certificate) throws Exception {
        return Origin.tls(TestPki.showing(certificate), Origin.ECHO);
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(
                config.reverse(origin.endpoint()).client(origin.endpoint().port()));
    }

    private static SSLContext signer() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }

    private static SSLContext publicTrust() throws Exception {
        return TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
    }
}
