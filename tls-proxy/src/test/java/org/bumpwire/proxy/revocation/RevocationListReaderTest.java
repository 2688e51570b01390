package org.bumpwire.proxy.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.NOW;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bumpwire.proxy.revocation.Answer.Kind;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationListReaderTest {
    private static final URI FROM = URI.create("http://ca.example/1.crl");
    private static final SampleCertificate.Issued CA = authority("CN=CA").selfSigned();
    private static final SampleCertificate.Issued SERVER =
            SampleCertificate.server("www.example.org").issuedBy(CA);
    private static final SampleCertificate.Issued SUB_CA =
            authority("CN=Sub CA").issuedBy(CA);

    @Test
    void saysWhoIsOnTheList() {
        SampleCertificate.Issued another =
                SampleCertificate.server("www.example.org").issuedBy(CA);

        assertThat(read(SampleStatus.by(CA).list()).kind()).isEqualTo(Kind.GOOD);
        assertThat(read(SampleStatus.by(CA).revoking(another).list()).kind()).isEqualTo(Kind.GOOD);
        assertThat(read(SampleStatus.by(CA).revoking(another, SERVER).list()))
                .isEqualTo(
                        new Answer(Kind.REVOKED, "Revoked by the list of its issuer", NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void takesTheListOfNobodyElse() {
        SampleCertificate.Issued namesake = authority("CN=CA").selfSigned();

        assertUnknown(
                SampleStatus.by(authority("CN=Other").selfSigned()).list(), "Revocation list is of another issuer");
        assertUnknown(SampleStatus.by(namesake).list(), "Signature of the revocation list is wrong");
    }

    @Test
    void takesNoListOfACaThatMayNotSignLists() {
        SampleCertificate.Issued ca = SampleCertificate.named("CN=CA")
                .extension(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.keyCertSign)
                .selfSigned();
        SampleCertificate.Issued server =
                SampleCertificate.server("www.example.org").issuedBy(ca);

        assertThat(read(SampleStatus.by(ca).list(), server, ca).sentence())
                .isEqualTo("Issuer may not sign revocation lists");
    }

    @Test
    void takesNoListOfAnotherTimeAndNoneWithoutEnd() {
        assertUnknown(
                SampleStatus.by(CA).until(NOW.minus(Duration.ofMinutes(6))).list(),
                "Revocation list is out of date since 2026-11-23T11:54:00Z");
        assertUnknown(
                SampleStatus.by(CA).from(NOW.plus(Duration.ofMinutes(6))).list(),
                "Revocation list is from the future: 2026-11-23T12:06:00Z");
        assertUnknown(
                SampleStatus.by(CA).withoutNextUpdate().list(), "Revocation list does not say when the next one comes");
    }

    @Test
    void takesNoWeakSignature() {
        assertUnknown(
                SampleStatus.by(CA).signedWith("SHA1withECDSA").list(),
                "Revocation list is signed over a weak hash (RFC 9155, section 1)");
    }

    @Test
    void takesNoListForOtherCertificates() {
        assertThat(read(scoped(null, false, true)).sentence()).isEqualTo("Revocation list is for other certificates");
        assertThat(read(scoped(null, true, false)).kind()).isEqualTo(Kind.GOOD);
        assertThat(read(scoped(null, true, false), SUB_CA, CA).sentence())
                .isEqualTo("Revocation list is for other certificates");
        assertThat(read(scoped("http://ca.example/2.crl", false, false)).sentence())
                .isEqualTo("Revocation list is for other certificates");
        assertThat(read(scoped(FROM.toString(), false, false)).kind()).isEqualTo(Kind.GOOD);
    }

    @Test
    void takesNoListWithACriticalExtensionThatNobodyKnows() {
        assertUnknown(
                SampleStatus.by(CA)
                        .extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE)
                        .list(),
                "Revocation list has a critical extension that is not understood");
        assertUnknown(
                SampleStatus.by(CA)
                        .extension(Extension.deltaCRLIndicator, true, new ASN1Integer(1))
                        .list(),
                "Revocation list has a critical extension that is not understood");
    }

    @Test
    void takesNoGarbage() {
        assertUnknown("<html>Sign in</html>".getBytes(US_ASCII), "Revocation list cannot be read");
        assertUnknown(new byte[0], "Revocation list cannot be read");
    }

    @Test
    void keepsALongListInEightBytesAnEntry() {
        SampleStatus status = SampleStatus.by(CA);
        for (int i = 0; i < 20_000; i++) {
            status.revoking(BigInteger.valueOf(i).add(BigInteger.ONE.shiftLeft(120)));
        }
        RevocationList list = RevocationListReader.read(
                status.revoking(SERVER).list(), new Issued(SERVER.certificate(), CA.certificate()), FROM, NOW);

        assertThat(list.weight()).isLessThan(200_000);
        assertThat(list.about(new Issued(SERVER.certificate(), CA.certificate()), NOW)
                        .kind())
                .isEqualTo(Kind.REVOKED);
    }

    private static byte[] scoped(@Nullable String point, boolean users, boolean cas) {
        DistributionPointName name = point == null
                ? null
                : new DistributionPointName(
                        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, point)));
        return SampleStatus.by(CA)
                .extension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(name, users, cas, null, false, false))
                .list();
    }

    private static void assertUnknown(byte[] list, String why) {
        assertThat(read(list)).isEqualTo(new Answer(Kind.UNKNOWN, why, NOW.plus(Duration.ofMinutes(1))));
    }

    private static Answer read(byte[] list) {
        return read(list, SERVER, CA);
    }

    private static Answer read(byte[] list, SampleCertificate.Issued subject, SampleCertificate.Issued issuer) {
        Issued issued = new Issued(subject.certificate(), issuer.certificate());
        return RevocationListReader.read(list, issued, FROM, NOW).about(issued, NOW);
    }
}
