package org.bumpwire.proxy.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.NOW;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.security.KeyPair;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.model.TrustStore.Lookups;
import org.bumpwire.config.model.TrustStore.OnFailure;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.verify.Finding;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.bumpwire.proxy.verify.TrustPolicy;
import org.bumpwire.proxy.verify.UpstreamVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A CA that two roots have certified, of whom one takes it back. */
@Timeout(60)
class RevokedIssuerTest {
    private static final byte[] NO_STAPLE = {};
    private static final Lookups OCSP = new Lookups(true, true, false, OnFailure.SOFT, false);
    private static final Issued ONE = authority("CN=One").selfSigned();
    private static final Issued OTHER = authority("CN=Other").selfSigned();
    private static final KeyPair KEY = SampleCertificate.keyPair("EC", 256);

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CertificateLookups lookups =
            new CertificateLookups(address -> false, Runnable::run, new SslInspStats(), clock);
    private final UpstreamVerifier verifier = new UpstreamVerifier(Runnable::run, clock, lookups);
    private Responder responder;
    private Issued byOne;
    private Issued byOther;

    @BeforeEach
    void open() throws Exception {
        responder = new Responder();
        byOne = intermediate("/one").issuedBy(ONE);
        byOther = intermediate("/other").issuedBy(OTHER);
        responder.on("/one", SampleStatus.by(ONE).revoked(byOne));
    }

    @AfterEach
    void close() {
        responder.close();
        lookups.close();
    }

    @Test
    void isPassedByWhereAnotherCertificateOfItLeadsOn() {
        responder.on("/other", SampleStatus.by(OTHER).good(byOther));

        assertThat(findings()).isEmpty();
    }

    @Test
    void isFoundWhereNoWayIsLeft() {
        responder.on("/other", SampleStatus.by(OTHER).revoked(byOther));

        assertThat(findings()).extracting(Finding::rule).containsExactly(Finding.Rule.REVOKED);
        assertThat(findings()).extracting(Finding::depth).containsExactly(1);
    }

    private List<Finding> findings() {
        Issued server = SampleCertificate.server("www.example.org").issuedBy(byOne);
        List<byte[]> sent = new ArrayList<>(server.der());
        sent.add(SampleCertificate.encoded(byOther.certificate()));
        TrustStore roots = new TrustStore("T", "", List.of(ONE.certificate(), OTHER.certificate()), List::of, OCSP);
        return verifier.verify(sent, NO_STAPLE, "www.example.org", new TrustPolicy(roots, 2048, List.of()))
                .toCompletableFuture()
                .join()
                .findings();
    }

    private SampleCertificate intermediate(String path) {
        return authority("CN=Intermediate")
                .key(KEY)
                .extension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_ocsp,
                                new GeneralName(GeneralName.uniformResourceIdentifier, responder.at(path))));
    }
}
