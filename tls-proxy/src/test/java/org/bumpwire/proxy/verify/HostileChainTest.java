package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bumpwire.proxy.verify.Finding.Rule;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server may send to keep the device busy. */
@Timeout(30)
class HostileChainTest {
    private static final Issued ROOT = authority("CN=Root").selfSigned();

    @Test
    void judgesACertificateOfTenThousandNames() {
        SampleCertificate many = SampleCertificate.named("CN=Many");
        IntStream.range(0, 10_000).forEach(i -> many.dns("host%d.example.org".formatted(i)));

        assertThat(Chains.findings(many.issuedBy(ROOT), ROOT)).isEmpty();
    }

    @Test
    void refusesAChainOfAMebibyte() {
        Issued server = SampleCertificate.server("www.example.org")
                .rawExtension(new ASN1ObjectIdentifier("1.2.3.4"), new byte[1 << 20])
                .issuedBy(ROOT);

        assertThat(Chains.findings(server, ROOT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .matches("Server sent 1 certificates of \\d+ bytes, more than 16 or 262144 bytes"));
    }

    /** Each of four CAs has certified each other, of which none leads to a trust anchor. */
    @Test
    void givesUpInAMeshOfCrossSigns() {
        List<KeyPair> keys = IntStream.range(0, 4)
                .mapToObj(i -> SampleCertificate.keyPair("EC", 256))
                .toList();
        List<X509Certificate> mesh = new ArrayList<>();
        for (int subject = 0; subject < 4; subject++) {
            for (int issuer = 0; issuer < 4; issuer++) {
                if (subject != issuer) {
                    Issued signer =
                            authority("CN=" + issuer).key(keys.get(issuer)).selfSigned();
                    mesh.add(authority("CN=" + subject)
                            .key(keys.get(subject))
                            .issuedBy(signer)
                            .certificate());
                }
            }
        }
        Issued top = authority("CN=0").key(keys.get(0)).selfSigned();
        List<X509Certificate> sent = new ArrayList<>();
        sent.add(SampleCertificate.server("www.example.org").issuedBy(top).certificate());
        sent.addAll(mesh);

        assertThat(Chains.findings(Issued.der(sent), ROOT))
                .extracting(Finding::rule)
                .contains(Rule.TRUST_ANCHOR);
    }

    @Test
    void findsTheOneWayOutOfAMeshOfCrossSigns() {
        KeyPair a = SampleCertificate.keyPair("EC", 256);
        KeyPair b = SampleCertificate.keyPair("EC", 256);
        Issued caA = authority("CN=A").key(a).selfSigned();
        Issued caB = authority("CN=B").key(b).selfSigned();
        List<X509Certificate> sent = new ArrayList<>();
        sent.add(SampleCertificate.server("www.example.org").issuedBy(caA).certificate());
        sent.add(authority("CN=A").key(a).issuedBy(caB).certificate());
        sent.add(authority("CN=B").key(b).issuedBy(caA).certificate());
        sent.add(authority("CN=B")
                .key(b)
                .until(SampleCertificate.NOW.minusSeconds(1))
                .issuedBy(ROOT)
                .certificate());
        sent.add(authority("CN=B").key(b).issuedBy(ROOT).certificate());

        assertThat(Chains.findings(Issued.der(sent), ROOT)).isEmpty();
    }
}
