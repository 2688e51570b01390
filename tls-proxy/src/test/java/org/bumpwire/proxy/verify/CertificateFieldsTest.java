package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bumpwire.proxy.verify.Finding.Rule;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFieldsTest {
    private static final String NAME = "www.example.org";
    private static final Issued ROOT = authority("CN=Root").selfSigned();

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "ffffffffffffffffffffffffffffffffffffffffff"})
    void findsASerialNumberThatIsNone(String hex) {
        Issued server =
                SampleCertificate.server(NAME).serial(new BigInteger(hex, 16)).issuedBy(ROOT);

        assertThat(Chains.findings(server, ROOT))
                .extracting(Finding::sentence, Finding::standard)
                .containsExactly(
                        tuple("Serial number is not positive or longer than 20 bytes", "RFC 5280, section 4.1.2.2"));
    }

    @Test
    void acceptsTheLongestSerialNumberAndAnyOfARoot() {
        Issued root = authority("CN=Zero").serial(BigInteger.ZERO).selfSigned();
        BigInteger longest = BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE);

        assertThat(Chains.findings(
                        SampleCertificate.server(NAME).serial(longest).issuedBy(root), root))
                .isEmpty();
    }

    @Test
    void findsAnIntermediateOfVersion1ThoughPkixTakesASelfIssuedOne() {
        Issued first = SampleCertificate.named("CN=Root").version1().issuedBy(ROOT);
        Issued server = SampleCertificate.server(NAME).issuedBy(first);

        assertThat(Chains.findings(server, ROOT))
                .extracting(Finding::rule, Finding::depth, Finding::sentence)
                .contains(tuple(
                        Rule.PATH, 1, "Issued a certificate, though one of version 1 cannot say that it is a CA"));
    }

    /** Java itself refuses these when it reads them; this keeps watch that it goes on doing so. */
    @Test
    void cannotEvenReadExtensionsInVersion1OrTwiceOrAnAlgorithmOutsideAndAnotherInside() {
        byte[] server = SampleCertificate.server(NAME).issuedBy(ROOT).der().get(0);
        ASN1Sequence certificate = ASN1Sequence.getInstance(server);
        ASN1Sequence content = ASN1Sequence.getInstance(certificate.getObjectAt(0));

        assertUnreadable(with(certificate, 0, without(content, 0)));
        assertUnreadable(with(certificate, 0, with(content, content.size() - 1, twice(content))));
        assertUnreadable(with(certificate, 1, new AlgorithmIdentifier(NISTObjectIdentifiers.id_ecdsa_with_sha3_256)));
    }

    private static void assertUnreadable(ASN1Sequence certificate) {
        assertThatThrownBy(() -> CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate.getEncoded())))
                .isInstanceOf(CertificateException.class);
        assertThat(Chains.findings(List.of(encoded(certificate)), ROOT))
                .extracting(Finding::rule)
                .containsExactly(Rule.CHAIN);
    }

    private static byte[] encoded(ASN1Sequence certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DERTaggedObject twice(ASN1Sequence content) {
        ASN1Sequence extensions =
                ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(content.getObjectAt(content.size() - 1)), true);
        ASN1EncodableVector doubled = new ASN1EncodableVector();
        extensions.forEach(doubled::add);
        extensions.forEach(doubled::add);
        return new DERTaggedObject(true, 3, new DERSequence(doubled));
    }

    private static ASN1Sequence with(ASN1Sequence sequence, int at, ASN1Encodable element) {
        ASN1EncodableVector changed = new ASN1EncodableVector();
        for (int i = 0; i < sequence.size(); i++) {
            changed.add(i == at ? element : sequence.getObjectAt(i));
        }
        return new DERSequence(changed);
    }

    private static ASN1Sequence without(ASN1Sequence sequence, int at) {
        ASN1EncodableVector changed = new ASN1EncodableVector();
        for (int i = 0; i < sequence.size(); i++) {
            if (i != at) {
                changed.add(sequence.getObjectAt(i));
            }
        }
        return new DERSequence(changed);
    }
}
