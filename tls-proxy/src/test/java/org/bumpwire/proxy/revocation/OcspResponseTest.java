package org.bumpwire.proxy.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.NOW;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bumpwire.proxy.revocation.Answer.Kind;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.junit.jupiter.api.Test;

class OcspResponseTest {
    private static final SampleCertificate.Issued CA = authority("CN=CA").selfSigned();
    private static final SampleCertificate.Issued OTHER_CA =
            authority("CN=Other CA").selfSigned();
    private static final SampleCertificate.Issued SERVER =
            SampleCertificate.server("www.example.org").issuedBy(CA);

    @Test
    void believesTheIssuer() {
        assertThat(read(SampleStatus.by(CA).good(SERVER)).kind()).isEqualTo(Kind.GOOD);
        assertThat(read(SampleStatus.by(CA).revoked(SERVER)))
                .isEqualTo(new Answer(Kind.REVOKED, "Revoked at 2026-11-23T11:00:00Z", NOW.plus(Duration.ofHours(1))));
        assertThat(read(SampleStatus.by(CA).unknown(SERVER)).sentence())
                .isEqualTo("OCSP responder does not know the certificate");
    }

    @Test
    void believesWhomTheIssuerHasCertifiedForThis() {
        assertThat(read(SampleStatus.by(CA).signedBy(delegate().issuedBy(CA)).revoked(SERVER))
                        .kind())
                .isEqualTo(Kind.REVOKED);
    }

    @Test
    void believesNobodyElse() {
        assertUnknown(
                SampleStatus.by(CA).signedBy(delegate().issuedBy(OTHER_CA)).good(SERVER),
                "OCSP response is signed by somebody whom the issuer did not certify");
        assertUnknown(
                SampleStatus.by(CA)
                        .signedBy(SampleCertificate.named("CN=Delegate").issuedBy(CA))
                        .good(SERVER),
                "OCSP response is signed by somebody who may not sign such");
        assertUnknown(
                SampleStatus.by(CA)
                        .signedBy(delegate().usage(KeyUsage.keyEncipherment).issuedBy(CA))
                        .good(SERVER),
                "OCSP response is signed by somebody who may not sign such");
        assertUnknown(
                SampleStatus.by(CA)
                        .signedBy(delegate().until(NOW.minusSeconds(1)).issuedBy(CA))
                        .good(SERVER),
                "OCSP response is signed by a certificate that has expired");
        assertUnknown(
                SampleStatus.by(CA)
                        .signedBy(delegate()
                                .extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE)
                                .issuedBy(CA))
                        .good(SERVER),
                "OCSP response is signed by a certificate that is not understood");
    }

    @Test
    void believesNoNamesakeOfTheIssuer() {
        SampleCertificate.Issued namesake = authority("CN=CA").selfSigned();
        SampleCertificate.Issued impostor = delegate().issuedBy(namesake);

        assertUnknown(SampleStatus.by(CA).signedBy(namesake).good(SERVER), "Signature of the OCSP response is wrong");
        assertUnknown(
                SampleStatus.by(CA).signedBy(impostor).good(SERVER),
                "OCSP response is signed by somebody whom the issuer did not certify");
    }

    @Test
    void takesNoAnswerAboutAnother() {
        SampleCertificate.Issued another =
                SampleCertificate.server("www.example.org").issuedBy(CA);

        assertUnknown(SampleStatus.by(CA).good(another), "OCSP response is about another certificate");
        assertUnknown(SampleStatus.by(OTHER_CA).good(SERVER), "OCSP response is about another certificate");
    }

    @Test
    void takesNoAnswerOfAnotherTime() {
        assertUnknown(
                SampleStatus.by(CA).until(NOW.minus(Duration.ofMinutes(6))).good(SERVER),
                "OCSP response is out of date since 2026-11-23T11:54:00Z");
        assertUnknown(
                SampleStatus.by(CA).from(NOW.plus(Duration.ofMinutes(6))).good(SERVER),
                "OCSP response is from the future: 2026-11-23T12:06:00Z");
        assertUnknown(
                SampleStatus.by(CA)
                        .withoutNextUpdate()
                        .from(NOW.minus(Duration.ofHours(25)))
                        .good(SERVER),
                "OCSP response is out of date since 2026-11-23T11:00:00Z");
        assertThat(read(SampleStatus.by(CA).withoutNextUpdate().good(SERVER)).kind())
                .isEqualTo(Kind.GOOD);
    }

    @Test
    void takesNoWeakSignature() {
        assertUnknown(
                SampleStatus.by(CA).signedWith("SHA1withECDSA").good(SERVER),
                "OCSP response is signed over a weak hash (RFC 9155, section 1)");
        assertUnknown(
                SampleStatus.by(CA)
                        .signedBy(delegate().rsa(1024).issuedBy(CA))
                        .signedWith("SHA256withRSA")
                        .good(SERVER),
                "OCSP response is signed with an RSA key of 1024 bits");
    }

    @Test
    void takesNothingWithACriticalExtensionThatNobodyKnows() {
        assertUnknown(
                SampleStatus.by(CA)
                        .extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE)
                        .good(SERVER),
                "OCSP response has a critical extension that is not understood");
    }

    /** None was sent, so that there is none to compare (RFC 5019, section 2.1). */
    @Test
    void doesNotMindANonceThatItDidNotAskFor() {
        assertThat(read(SampleStatus.by(CA)
                                .extension(
                                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                                        false,
                                        new DEROctetString(new byte[16]))
                                .good(SERVER))
                        .kind())
                .isEqualTo(Kind.GOOD);
    }

    @Test
    void takesNoGarbage() {
        byte[] good = SampleStatus.by(CA).good(SERVER);

        assertUnknown("<html>Sign in</html>".getBytes(US_ASCII), "OCSP response cannot be read");
        assertUnknown(new byte[0], "OCSP response cannot be read");
        assertUnknown(SampleStatus.tryLater(), "OCSP responder answered with status 3");
        for (int length = 1; length < good.length; length++) {
            assertThat(read(Arrays.copyOf(good, length)).kind()).isEqualTo(Kind.UNKNOWN);
        }
    }

    private static SampleCertificate delegate() {
        return SampleCertificate.named("CN=Delegate").purpose(KeyPurposeId.id_kp_OCSPSigning);
    }

    private static void assertUnknown(byte[] response, String why) {
        assertThat(read(response)).isEqualTo(new Answer(Kind.UNKNOWN, why, NOW.plus(Duration.ofMinutes(1))));
    }

    private static Answer read(byte[] response) {
        return OcspResponse.read(response, new Issued(SERVER.certificate(), CA.certificate()), NOW);
    }
}
