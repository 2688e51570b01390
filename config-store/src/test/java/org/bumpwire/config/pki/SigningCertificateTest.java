package org.bumpwire.config.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningCertificateTest {
    private static final CertificateSubject SUBJECT = new CertificateSubject(
            "Example inspection", "Example", List.of("Security"), "Bonn", "NRW", "de", "ca@example.test");

    @ParameterizedTest
    @CsvSource({
        "ECDSA, 256, SHA256withECDSA",
        "ECDSA, 384, SHA384withECDSA",
        "ECDSA, 521, SHA512withECDSA",
        "RSA, 2048, SHA256withRSA"
    })
    void makesACaThatSignsSitesOnly(KeyAlgorithm algorithm, int size, String signature) throws Exception {
        KeyedCertificate made = SigningCertificate.generate(SUBJECT, algorithm, size, 90, Fixture.CLOCK);

        X509Certificate certificate = made.certificate();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getExtensionValue("2.5.29.14")).isNotNull();
        assertThat(certificate.getSigAlgName()).isEqualTo(signature);
        assertThat(certificate.getSerialNumber().bitLength()).isBetween(64, 159);
        assertThat(certificate.getNotAfter().toInstant())
                .isEqualTo(Fixture.CLOCK.instant().plus(Duration.ofDays(90)));
        assertThat(Certificates.keyBits(certificate)).isEqualTo(size);
        assertThat(PrivateKeys.belongsTo(made.privateKey(), certificate.getPublicKey()))
                .isTrue();
    }

    @Test
    void namesWhomItWasAskedToName() throws Exception {
        KeyedCertificate made = SigningCertificate.generate(SUBJECT, KeyAlgorithm.ECDSA, 256, 1, Fixture.CLOCK);

        assertThat(Certificates.name(made.certificate()))
                .isEqualTo(
                        "EMAILADDRESS=ca@example.test,CN=Example inspection,OU=Security,O=Example,L=Bonn,ST=NRW,C=DE");
    }

    @Test
    void keepsANameFromBecomingMoreThanOne() throws Exception {
        KeyedCertificate made = SigningCertificate.generate(
                CertificateSubject.named("A, O=Other+OU=x"), KeyAlgorithm.ECDSA, 256, 1, Fixture.CLOCK);

        assertThat(made.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=A\\, O\\=Other\\+OU\\=x");
    }

    @Test
    void givesEachItsOwnKeyAndSerialNumber() throws Exception {
        KeyedCertificate one = SigningCertificate.generate(SUBJECT, KeyAlgorithm.ECDSA, 256, 1, Fixture.CLOCK);
        KeyedCertificate other = SigningCertificate.generate(SUBJECT, KeyAlgorithm.ECDSA, 256, 1, Fixture.CLOCK);

        assertThat(one.privateKey()).isNotEqualTo(other.privateKey());
        assertThat(one.certificate().getSerialNumber())
                .isNotEqualTo(other.certificate().getSerialNumber());
    }

    @Test
    void mayBeTrustedAsACa() throws Exception {
        KeyedCertificate made = SigningCertificate.generate(
                SUBJECT, KeyAlgorithm.ECDSA, 256, SigningCertificate.DEFAULT_DAYS, Fixture.CLOCK);

        assertThat(CaCheck.refusal(made.certificate(), Fixture.CLOCK.instant())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ECDSA, 255", "ECDSA, 2048", "RSA, 1024", "RSA, 16384"})
    void refusesOtherSizes(KeyAlgorithm algorithm, int size) {
        assertThatThrownBy(() -> SigningCertificate.generate(SUBJECT, algorithm, size, 1, Fixture.CLOCK))
                .isInstanceOf(PkiException.class)
                .hasMessage(
                        "Key size %d is not possible for %s, expected one of %s", size, algorithm, algorithm.sizes());
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "36501"})
    void refusesOtherValidities(int days) {
        assertThatThrownBy(() -> SigningCertificate.generate(SUBJECT, KeyAlgorithm.ECDSA, 256, days, Fixture.CLOCK))
                .isInstanceOf(PkiException.class)
                .hasMessage("Validity of %d days is not possible, expected 1 to 36500", days);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | DE | '' | A certificate needs a common name",
                "A  | D  | '' | Country 'D' must be a code of two letters",
                "A  | '' | me | Email address 'me' must look like name@example.com",
                "12345678901234567890123456789012345678901234567890123456789012345 | '' | '' | "
                        + "Common name '12345678901234567890123456789012345678901234567890123456789012345' must have at most 64 characters"
            })
    void refusesSubjectsThatNoCertificateMayHave(String name, String country, String email, String message) {
        assertThatThrownBy(() -> new CertificateSubject(name, "", List.of(), "", "", country, email))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesControlCharactersInASubject() {
        assertThatThrownBy(() -> CertificateSubject.named("a\nb"))
                .hasMessage("Common name must have no control characters");
    }
}
