package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;

class AnchorRulesTest {
    private static final String NAME = "www.example.org";

    @Test
    void holdsAnAnchorToItsPathLength() {
        Issued root = authority("CN=Root", 0).selfSigned();
        Issued intermediate = authority("CN=Intermediate").issuedBy(root);

        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(root), root))
                .isEmpty();
        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(intermediate), root))
                .extracting(Finding::depth, Finding::sentence)
                .containsExactly(tuple(2, "More intermediates follow than its path length allows"));
    }

    @Test
    void findsAnAnchorThatIsNoCa() {
        Issued customer = SampleCertificate.named("CN=Customer").selfSigned();
        Issued notCa = SampleCertificate.named("CN=Not a CA")
                .extension(Extension.basicConstraints, true, new BasicConstraints(false))
                .selfSigned();

        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(customer), customer))
                .extracting(Finding::sentence)
                .containsExactly("Trust anchor is not a CA");
        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(notCa), notCa))
                .extracting(Finding::sentence)
                .containsExactly("Trust anchor is not a CA");
    }

    @Test
    void findsAnAnchorThatMayNotSignCertificates() {
        Issued root = SampleCertificate.named("CN=Root")
                .extension(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.cRLSign)
                .selfSigned();

        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(root), root))
                .extracting(Finding::sentence)
                .containsExactly("Key usage does not allow it to sign certificates");
    }

    @Test
    void findsAnIntermediateThatMayNotSignCertificates() {
        Issued root = authority("CN=Root").selfSigned();
        Issued intermediate = SampleCertificate.named("CN=Intermediate")
                .extension(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.cRLSign)
                .issuedBy(root);

        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(intermediate), root))
                .extracting(Finding::depth, Finding::sentence)
                .containsExactly(tuple(1, "Key usage does not allow it to sign certificates"));
    }

    @Test
    void acceptsARootOfVersion1() {
        Issued root = SampleCertificate.named("CN=Old Root").version1().selfSigned();

        assertThat(Chains.findings(SampleCertificate.server(NAME).issuedBy(root), root))
                .isEmpty();
    }
}
