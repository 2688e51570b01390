package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bumpwire.proxy.verify.Finding.Rule;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;

class StrictDerTest {
    private static final Issued ROOT = authority("CN=Root").selfSigned();
    private static final Issued INTERMEDIATE = authority("CN=Intermediate").issuedBy(ROOT);
    private static final Issued SERVER =
            SampleCertificate.server("www.example.org").issuedBy(INTERMEDIATE);

    @Test
    void acceptsWhatIsDer() {
        assertThat(StrictDer.findings(SERVER.der())).isEmpty();
    }

    @Test
    void findsBytesAfterTheEndThatJavaDrops() {
        byte[] server = SERVER.der().get(0);
        byte[] longer = Arrays.copyOf(server, server.length + 1);

        assertThat(Chains.findings(List.of(longer, SERVER.der().get(1)), ROOT))
                .containsExactly(
                        new Finding(Rule.ENCODING, 0, "Is not encoded in strict DER", "RFC 5280, section 4.1"));
    }

    @Test
    void findsAnIndefiniteLengthThatJavaRepairs() {
        byte[] intermediate = SERVER.der().get(1);
        // The outer SEQUENCE has a header of 4 bytes.
        ByteArrayOutputStream indefinite = new ByteArrayOutputStream();
        indefinite.writeBytes(new byte[] {0x30, (byte) 0x80});
        indefinite.write(intermediate, 4, intermediate.length - 4);
        indefinite.writeBytes(new byte[] {0, 0});

        assertThat(Chains.findings(List.of(SERVER.der().get(0), indefinite.toByteArray()), ROOT))
                .extracting(Finding::rule, Finding::depth)
                .containsExactly(tuple(Rule.ENCODING, 1));
    }

    @Test
    void findsALengthThatIsLongerThanNeeded() {
        byte[] server = SERVER.der().get(0);
        // 30 82 hh ll becomes 30 83 00 hh ll.
        byte[] padded = new byte[server.length + 1];
        System.arraycopy(server, 2, padded, 3, server.length - 2);
        padded[0] = 0x30;
        padded[1] = (byte) 0x83;

        assertThat(Chains.findings(List.of(padded, SERVER.der().get(1)), ROOT))
                .extracting(Finding::rule)
                .containsAnyOf(Rule.ENCODING, Rule.CHAIN);
        assertThat(StrictDer.findings(List.of(padded))).isNotEmpty();
    }

    @Test
    void looksIntoTheExtensionsThatAreDefined() throws Exception {
        byte[] berPurposes = new BERSequence(KeyPurposeId.id_kp_serverAuth).getEncoded();
        Issued server = SampleCertificate.server("www.example.org")
                .rawExtension(Extension.extendedKeyUsage, berPurposes)
                .issuedBy(ROOT);
        Issued odd = SampleCertificate.server("www.example.org")
                .rawExtension(new ASN1ObjectIdentifier("1.2.3.4"), new byte[] {1, 2, 3})
                .issuedBy(ROOT);

        assertThat(StrictDer.findings(server.der())).hasSize(1);
        assertThat(StrictDer.findings(odd.der())).isEmpty();
        assertThat(StrictDer.findings(SampleCertificate.server("www.example.org")
                        .extension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .issuedBy(ROOT)
                        .der()))
                .isEmpty();
    }

    @Test
    void doesNotFollowNestingWithoutEnd() throws Exception {
        byte[] nested = new DERSequence().getEncoded();
        for (int i = 0; i < 20_000; i++) {
            nested = wrapped(nested);
        }

        assertThat(StrictDer.findings(List.of(nested))).hasSize(1);
    }

    /** A SEQUENCE around bytes; the product of quick appends, so that 20,000 of them take no time. */
    private static byte[] wrapped(byte[] content) {
        byte[] length = content.length < 0x80
                ? new byte[] {(byte) content.length}
                : new byte[] {
                    (byte) 0x83, (byte) (content.length >> 16), (byte) (content.length >> 8), (byte) content.length
                };
        byte[] all = new byte[1 + length.length + content.length];
        all[0] = 0x30;
        System.arraycopy(length, 0, all, 1, length.length);
        System.arraycopy(content, 0, all, 1 + length.length, content.length);
        return all;
    }

    /** Real CAs' certificates show that the rule refuses nobody whom others accept. */
    @Test
    void acceptsTheCasOfTheSystem() throws Exception {
        Path bundle = Path.of("/etc/ssl/certs/ca-certificates.crt");
        assumeTrue(Files.exists(bundle), "There is no CA bundle");
        List<byte[]> cas = new ArrayList<>();
        try (var in = Files.newInputStream(bundle)) {
            for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                cas.add(ca.getEncoded());
            }
        }

        assertThat(cas).hasSizeGreaterThan(50);
        assertThat(StrictDer.findings(cas)).isEmpty();
    }
}
