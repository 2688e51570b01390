package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bumpwire.config.model.TrustStore.Lookups;
import org.bumpwire.config.model.TrustStore.OnFailure;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.revocation.CertificateLookups;
import org.bumpwire.proxy.revocation.Responder;
import org.bumpwire.proxy.verify.Finding.Rule;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FetchedIssuersTest {
    private static final byte[] NO_STAPLE = {};
    private static final Lookups FETCHING = new Lookups(true, false, false, OnFailure.SOFT, true);
    private static final Issued ROOT = authority("CN=Root").selfSigned();

    private final SettableClock clock = new SettableClock(SampleCertificate.NOW);
    private final CertificateLookups lookups =
            new CertificateLookups(address -> false, Runnable::run, new SslInspStats(), clock);
    private final UpstreamVerifier verifier = new UpstreamVerifier(Runnable::run, clock, lookups);
    private Responder responder;

    @BeforeEach
    void open() throws Exception {
        responder = new Responder();
    }

    @AfterEach
    void close() {
        responder.close();
        lookups.close();
    }

    @Test
    void fetchesEachMissingIssuerWhereTheTrustStoreSaysSo() {
        Issued upper = authority("CN=Upper").issuedBy(ROOT);
        Issued lower = pointing(authority("CN=Lower"), "/upper").issuedBy(upper);
        Issued server =
                pointing(SampleCertificate.server("www.example.org"), "/lower").issuedBy(lower);
        responder.on("/lower", SampleCertificate.encoded(lower.certificate()));
        responder.on("/upper", SampleCertificate.encoded(upper.certificate()));

        assertThat(findings(server, Lookups.DEFAULT)).extracting(Finding::rule).containsExactly(Rule.TRUST_ANCHOR);
        assertThat(responder.asked()).isZero();
        assertThat(findings(server, FETCHING)).isEmpty();
        assertThat(responder.asked()).isEqualTo(2);
    }

    @Test
    void doesNotTrustWhatItFetches() {
        Issued stranger = authority("CN=Stranger").selfSigned();
        Issued server = pointing(SampleCertificate.server("www.example.org"), "/stranger")
                .issuedBy(stranger);
        responder.on("/stranger", SampleCertificate.encoded(stranger.certificate()));

        assertThat(findings(server, FETCHING)).extracting(Finding::rule).contains(Rule.TRUST_ANCHOR);
    }

    @Test
    void goesNoFurtherThanThreeFetches() {
        Issued issuer = ROOT;
        for (int i = 5; i >= 1; i--) {
            issuer = pointing(authority("CN=CA " + i), "/" + (i + 1)).issuedBy(issuer);
            responder.on("/" + i, SampleCertificate.encoded(issuer.certificate()));
        }
        Issued server =
                pointing(SampleCertificate.server("www.example.org"), "/1").issuedBy(issuer);

        assertThat(findings(server, FETCHING)).extracting(Finding::rule).containsExactly(Rule.TRUST_ANCHOR);
        assertThat(responder.asked()).isEqualTo(3);
    }

    private List<Finding> findings(Issued server, Lookups asked) {
        return verifier.verify(
                        List.of(SampleCertificate.encoded(server.certificate())),
                        NO_STAPLE,
                        "www.example.org",
                        Chains.trusting(asked, ROOT))
                .toCompletableFuture()
                .join()
                .findings();
    }

    private SampleCertificate pointing(SampleCertificate certificate, String path) {
        return certificate.extension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_caIssuers,
                        new GeneralName(GeneralName.uniformResourceIdentifier, responder.at(path))));
    }
}
