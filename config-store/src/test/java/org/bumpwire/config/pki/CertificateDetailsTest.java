package org.bumpwire.config.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateDetailsTest {
    private static final Instant NOW = Fixture.NOW;

    @Test
    void tellsWhatACertificateIs() throws Exception {
        X509Certificate leaf = Fixture.certificate("rsa-leaf.pem");

        CertificateDetails details = CertificateDetails.of(List.of(leaf), "Valid");

        assertThat(details.subject()).isEqualTo("CN=www.example.test");
        assertThat(details.issuer()).isEqualTo("CN=Test intermediate,O=Bumpwire test");
        assertThat(details.keyType()).isEqualTo("RSA");
        assertThat(details.keyBits()).isEqualTo(2048);
        assertThat(details.signatureAlgorithm()).isEqualTo("SHA256withECDSA");
        assertThat(details.alternativeNames())
                .containsExactly(
                        "dns:www.example.test",
                        "dns:*.example.test",
                        "ip:192.0.2.1",
                        "email:web@example.test",
                        "uri:https://example.test/");
        assertThat(details.ca()).isFalse();
        assertThat(details.selfSigned()).isFalse();
        assertThat(details.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(details.notAfter()).isEqualTo(leaf.getNotAfter().toInstant());
    }

    @ParameterizedTest
    @CsvSource({"ec-leaf.pem, ECDSA P-256, 256", "foreign.pem, ECDSA P-384, 384", "root.pem, RSA, 2048"})
    void namesTheKindOfKey(String file, String type, int bits) throws Exception {
        CertificateDetails details = CertificateDetails.of(List.of(Fixture.certificate(file)), "Valid");

        assertThat(details.keyType()).isEqualTo(type);
        assertThat(details.keyBits()).isEqualTo(bits);
    }

    @Test
    void looksForATrustAnchorThroughTheChain() throws Exception {
        X509Certificate leaf = Fixture.certificate("rsa-leaf.pem");
        X509Certificate intermediate = Fixture.certificate("intermediate.pem");
        X509Certificate root = Fixture.certificate("root.pem");
        X509Certificate foreign = Fixture.certificate("foreign.pem");

        assertThat(status(List.of(leaf), List.of(foreign, root))).isEqualTo("No trust anchor");
        assertThat(status(List.of(leaf, intermediate), List.of(foreign))).isEqualTo("No trust anchor");
        assertThat(status(List.of(leaf, intermediate), List.of(foreign, root))).isEqualTo("Valid");
        assertThat(status(List.of(leaf), List.of(root, intermediate))).isEqualTo("Valid");
        assertThat(status(List.of(root), List.of())).isEqualTo("Valid");
    }

    @ParameterizedTest
    @CsvSource({
        "-2, Not yet valid",
        "0, Valid",
        "69, Valid",
        "70, 'Valid, expires in 30 days'",
        "99, 'Valid, expires in 1 day'",
        "100, 'Valid, expires today'",
        "101, Expired"
    })
    void saysHowLongItLasts(int daysLater, String status) throws Exception {
        KeyedCertificate made = SigningCertificate.generate(
                CertificateSubject.named("CA"), KeyAlgorithm.ECDSA, 256, 100, Fixture.CLOCK);

        assertThat(status(made.chain(), KeyState.GOOD, false, NOW.plus(Duration.ofDays(daysLater))))
                .isEqualTo(status);
    }

    @Test
    void namesTheGravestFault() throws Exception {
        List<X509Certificate> expired = List.of(Fixture.certificate("ca-expired.pem"));

        assertThat(status(expired, KeyState.GOOD, false, NOW)).isEqualTo("Expired");
        assertThat(status(expired, KeyState.GOOD, true, NOW)).isEqualTo("Revoked");
        assertThat(status(expired, KeyState.BROKEN, true, NOW)).isEqualTo("Broken key");
        assertThat(status(expired, KeyState.MISSING, true, NOW)).startsWith("Broken key");
    }

    @Test
    void looksIntoThePackageOnlyWhereTheOperatorsCasDoNotSuffice() throws Exception {
        X509Certificate leaf = Fixture.certificate("rsa-leaf.pem");
        List<X509Certificate> packaged = List.of(Fixture.certificate("root.pem"));
        CertificateStatus status = new CertificateStatus(
                new CertificateStatus.Anchors(List.of(Fixture.certificate("intermediate.pem")), () -> packaged), NOW);

        assertThat(status.of(List.of(leaf), KeyState.GOOD, false)).isEqualTo("Valid");
    }

    private static String status(List<X509Certificate> chain, List<X509Certificate> trusted) {
        return new CertificateStatus(new CertificateStatus.Anchors(trusted, List::of), NOW)
                .of(chain, KeyState.GOOD, false);
    }

    private static String status(List<X509Certificate> chain, KeyState key, boolean revoked, Instant now) {
        return new CertificateStatus(new CertificateStatus.Anchors(List.of(), List::of), now).of(chain, key, revoked);
    }
}
