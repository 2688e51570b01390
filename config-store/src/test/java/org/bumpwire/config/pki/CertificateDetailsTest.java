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

        CertificateDetails details = CertificateDetails.of(List.of(leaf), List.of(), NOW);

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
        CertificateDetails details = CertificateDetails.of(List.of(Fixture.certificate(file)), List.of(), NOW);

        assertThat(details.keyType()).isEqualTo(type);
        assertThat(details.keyBits()).isEqualTo(bits);
    }

    @Test
    void looksForATrustAnchorThroughTheChain() throws Exception {
        X509Certificate leaf = Fixture.certificate("rsa-leaf.pem");
        X509Certificate intermediate = Fixture.certificate("intermediate.pem");
        X509Certificate root = Fixture.certificate("root.pem");
        X509Certificate foreign = Fixture.certificate("foreign.pem");

        assertThat(status(List.of(leaf), List.of(foreign, root))).isEqualTo("no trust anchor");
        assertThat(status(List.of(leaf, intermediate), List.of(foreign))).isEqualTo("no trust anchor");
        assertThat(status(List.of(leaf, intermediate), List.of(foreign, root))).isEqualTo("valid");
        assertThat(status(List.of(leaf), List.of(root, intermediate))).isEqualTo("valid");
        assertThat(status(List.of(root), List.of())).isEqualTo("valid");
    }

    @ParameterizedTest
    @CsvSource({
        "-2, not yet valid",
        "0, valid",
        "69, valid",
        "70, expires in 30 days",
        "99, expires in 1 day",
        "100, expires today",
        "101, expired"
    })
    void saysHowLongItLasts(int daysLater, String status) throws Exception {
        KeyedCertificate made = SigningCertificate.generate(
                CertificateSubject.named("CA"), KeyAlgorithm.ECDSA, 256, 100, Fixture.CLOCK);

        assertThat(CertificateDetails.of(made.chain(), List.of(), NOW.plus(Duration.ofDays(daysLater)))
                        .status())
                .isEqualTo(status);
    }

    private static String status(List<X509Certificate> chain, List<X509Certificate> trusted) {
        return CertificateDetails.of(chain, trusted, NOW).status();
    }
}
