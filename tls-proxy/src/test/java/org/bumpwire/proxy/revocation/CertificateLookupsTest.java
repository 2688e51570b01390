package org.bumpwire.proxy.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.NOW;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bumpwire.config.model.TrustStore.Lookups;
import org.bumpwire.config.model.TrustStore.OnFailure;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.bumpwire.proxy.verify.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CertificateLookupsTest {
    private static final byte[] NO_STAPLE = {};
    private static final SampleCertificate.Issued ROOT = authority("CN=Root").selfSigned();
    private static final Lookups OCSP = new Lookups(true, true, false, OnFailure.SOFT, false);
    private static final Lookups OCSP_HARD = new Lookups(true, true, false, OnFailure.HARD, false);
    private static final Lookups CRL = new Lookups(true, false, true, OnFailure.SOFT, false);
    private static final Lookups CRL_HARD = new Lookups(true, false, true, OnFailure.HARD, false);
    private static final Lookups ALL_HARD = new Lookups(true, true, true, OnFailure.HARD, false);
    private static final Lookups STAPLE_HARD = new Lookups(true, false, false, OnFailure.HARD, false);
    private static final Lookups NOTHING = new Lookups(false, false, false, OnFailure.HARD, false);

    private final SettableClock clock = new SettableClock(NOW);
    private final SslInspStats stats = new SslInspStats();
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final CertificateLookups lookups = new CertificateLookups(address -> false, workers, stats, clock);
    private Responder responder;

    @BeforeEach
    void open() throws Exception {
        responder = new Responder();
    }

    @AfterEach
    void close() {
        responder.close();
        lookups.close();
        workers.shutdownNow();
    }

    @Test
    void fetchesNothingByDefault() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder.on("/ocsp", SampleStatus.by(ROOT).revoked(server));

        assertThat(doubts(server, NO_STAPLE, Lookups.DEFAULT)).isEmpty();
        assertThat(responder.asked()).isZero();
        assertThat(lookups.known()).isEmpty();
        assertThat(stats.revocationUnknown.value()).isZero();
    }

    @Test
    void looksAtTheStapleByDefault() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);

        assertThat(doubts(server, SampleStatus.by(ROOT).good(server), Lookups.DEFAULT))
                .isEmpty();
        assertThat(doubts(server, SampleStatus.by(ROOT).revoked(server), Lookups.DEFAULT))
                .containsExactly(new Doubt(0, true, "Revoked at 2026-11-23T11:00:00Z", "RFC 5280, section 6.3"));
        assertThat(doubts(server, SampleStatus.by(ROOT).revoked(server), NOTHING))
                .isEmpty();
        assertThat(doubts(server, "garbage".getBytes(US_ASCII), Lookups.DEFAULT))
                .isEmpty();
        assertThat(stats.ocspGood.value()).isEqualTo(1);
        assertThat(stats.ocspRevoked.value()).isEqualTo(1);
        assertThat(stats.ocspUnknown.value()).isEqualTo(1);
        assertThat(stats.revocationUnknown.value()).isEqualTo(1);
    }

    @Test
    void demandsTheStapleThatACertificateDemands() {
        SampleCertificate.Issued server = server().extension(
                        new ASN1ObjectIdentifier(MustStaple.TLS_FEATURE), false, new DERSequence(new ASN1Integer(5)))
                .issuedBy(ROOT);

        assertThat(doubts(server, NO_STAPLE, Lookups.DEFAULT))
                .containsExactly(new Doubt(
                        0,
                        false,
                        "Cannot be told whether it was revoked: No OCSP response was stapled",
                        "RFC 7633, section 4.2.3"));
        assertThat(doubts(
                        server,
                        SampleStatus.by(ROOT).until(NOW.minusSeconds(3_600)).good(server),
                        Lookups.DEFAULT))
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.sentence()).contains("out of date"));
        assertThat(doubts(server, SampleStatus.by(ROOT).good(server), Lookups.DEFAULT))
                .isEmpty();
        assertThat(doubts(server, NO_STAPLE, NOTHING)).isEmpty();
    }

    @Test
    void demandsAStapleOfEveryServerWhereFailureIsHard() {
        SampleCertificate.Issued ca = authority("CN=CA").issuedBy(ROOT);
        SampleCertificate.Issued server = server().issuedBy(ca);

        assertThat(doubts(server, NO_STAPLE, STAPLE_HARD))
                .extracting(Doubt::depth, Doubt::revoked)
                .containsExactly(tuple(0, false));
        assertThat(doubts(server, SampleStatus.by(ca).good(server), STAPLE_HARD))
                .isEmpty();
    }

    @Test
    void readsAStapleOnceForManySessions() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        byte[] staple = SampleStatus.by(ROOT).good(server);
        doubts(server, staple, Lookups.DEFAULT);
        doubts(server, staple, Lookups.DEFAULT);

        assertThat(stats.ocspGood.value()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(66));
        doubts(server, staple, Lookups.DEFAULT);
        assertThat(stats.ocspGood.value()).isEqualTo(1);
        assertThat(stats.ocspUnknown.value()).isEqualTo(1);
    }

    @Test
    void asksTheResponderThatTheCertificateNames() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        List<OCSPReq> requests = new ArrayList<>();
        responder.on("/ocsp", exchange -> {
            requests.add(request(exchange));
            byte[] body = SampleStatus.by(ROOT).revoked(server);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(doubts(server, NO_STAPLE, OCSP)).extracting(Doubt::revoked).containsExactly(true);
        assertThat(requests.get(0).getRequestList()[0].getCertID().getSerialNumber())
                .isEqualTo(server.certificate().getSerialNumber());
        assertThat(requests.get(0).hasExtensions()).isFalse();
        doubts(server, NO_STAPLE, OCSP);
        assertThat(responder.asked()).isEqualTo(1);
        assertThat(lookups.known()).singleElement().satisfies(known -> {
            assertThat(known.certificate()).isEqualTo("CN=server");
            assertThat(known.source()).isEqualTo("ocsp");
            assertThat(known.status()).isEqualTo("revoked");
        });
        lookups.clear();
        doubts(server, NO_STAPLE, OCSP);
        assertThat(responder.asked()).isEqualTo(2);
    }

    @Test
    void asksNobodyWhereTheStapleTells() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder.on("/ocsp", SampleStatus.by(ROOT).revoked(server));

        assertThat(doubts(server, SampleStatus.by(ROOT).good(server), OCSP_HARD))
                .isEmpty();
        assertThat(responder.asked()).isZero();
    }

    @Test
    void takesAResponderThatCannotTellAsTheTrustStoreSays() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder.on("/ocsp", SampleStatus.by(ROOT).unknown(server));

        assertThat(doubts(server, NO_STAPLE, OCSP)).isEmpty();
        assertThat(doubts(server, NO_STAPLE, OCSP_HARD))
                .containsExactly(new Doubt(
                        0,
                        false,
                        "Cannot be told whether it was revoked: OCSP responder does not know the certificate",
                        "RFC 5280, section 6.3"));
        assertThat(stats.ocspUnknown.value()).isEqualTo(1);
        assertThat(stats.revocationUnknown.value()).isEqualTo(2);
    }

    @Test
    void doesNotAskAgainSoonAfterAResponderHasNotAnswered() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder.never("/ocsp");

        assertThat(doubts(server, NO_STAPLE, OCSP_HARD))
                .extracting(Doubt::sentence)
                .containsExactly("Cannot be told whether it was revoked: OCSP responder: No answer within 4000 ms");
        assertThat(doubts(server, NO_STAPLE, OCSP)).isEmpty();
        assertThat(responder.asked()).isEqualTo(1);
        assertThat(stats.statusFetchFailed.value()).isEqualTo(1);
    }

    @Test
    void takesGarbageAndHugeAnswersForNone() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder.on("/ocsp", "<html>Sign in</html>".getBytes(US_ASCII)).on("/crl", exchange -> {
            exchange.sendResponseHeaders(200, 100L * 1024 * 1024);
            exchange.getResponseBody().write(new byte[1 << 16]);
        });

        assertThat(doubts(server, NO_STAPLE, OCSP_HARD))
                .extracting(Doubt::sentence)
                .containsExactly("Cannot be told whether it was revoked: OCSP response cannot be read");
        assertThat(doubts(server, NO_STAPLE, CRL_HARD))
                .extracting(Doubt::sentence)
                .containsExactly("Cannot be told whether it was revoked: Revocation list: "
                        + "Answer is longer than 16777216 bytes");
    }

    @Test
    void looksIntoTheListOfEachCertificatesIssuer() {
        SampleCertificate.Issued revokedCa =
                pointing(authority("CN=CA"), "/root.crl").issuedBy(ROOT);
        SampleCertificate.Issued server = server().issuedBy(revokedCa);
        responder
                .on("/root.crl", SampleStatus.by(ROOT).revoking(revokedCa).list())
                .on("/crl", SampleStatus.by(revokedCa).list());

        assertThat(doubts(server, NO_STAPLE, CRL))
                .containsExactly(new Doubt(1, true, "Revoked by the list of its issuer", "RFC 5280, section 6.3"));
    }

    @Test
    void fetchesOneListForManyCertificates() {
        SampleCertificate.Issued one = server().issuedBy(ROOT);
        SampleCertificate.Issued other = server().issuedBy(ROOT);
        responder.on("/crl", SampleStatus.by(ROOT).revoking(other).list());

        assertThat(doubts(one, NO_STAPLE, CRL)).isEmpty();
        assertThat(doubts(other, NO_STAPLE, CRL)).hasSize(1);
        assertThat(responder.asked()).isEqualTo(1);
    }

    @Test
    void fallsBackFromTheResponderToTheList() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder
                .on("/ocsp", SampleStatus.tryLater())
                .on("/crl", SampleStatus.by(ROOT).list());

        assertThat(doubts(server, NO_STAPLE, ALL_HARD)).isEmpty();
        assertThat(responder.asked()).isEqualTo(2);
    }

    @Test
    void saysThatACertificateNamesNobodyToAsk() {
        SampleCertificate.Issued server =
                SampleCertificate.server("www.example.org").issuedBy(ROOT);

        assertThat(doubts(server, NO_STAPLE, OCSP_HARD))
                .extracting(Doubt::sentence)
                .containsExactly("Cannot be told whether it was revoked: It names no OCSP responder");
    }

    @Test
    void fetchesAMissingIssuerOnce() {
        SampleCertificate.Issued ca = authority("CN=CA").issuedBy(ROOT);
        SampleCertificate.Issued server = server().issuedBy(ca);
        responder.on("/ca", SampleCertificate.encoded(ca.certificate()));

        assertThat(issuersOf(server)).containsExactly(SampleCertificate.encoded(ca.certificate()));
        assertThat(issuersOf(server)).hasSize(1);
        assertThat(responder.asked()).isEqualTo(1);
    }

    @Test
    void takesGarbageForNoIssuer() {
        SampleCertificate.Issued server = server().issuedBy(ROOT);
        responder.on("/ca", "<html>Sign in</html>".getBytes(US_ASCII));

        assertThat(issuersOf(server)).isEmpty();
    }

    @Test
    void goesNowhereButByPlainHttp() {
        SampleCertificate.Issued odd = SampleCertificate.server("www.example.org")
                .extension(
                        Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                            access(AccessDescription.id_ad_ocsp, "https://ca.example/"),
                            access(AccessDescription.id_ad_ocsp, "ldap://ca.example/"),
                            access(AccessDescription.id_ad_ocsp, "file:///etc/passwd"),
                            access(AccessDescription.id_ad_ocsp, "http://user:password@ca.example/"),
                            access(AccessDescription.id_ad_ocsp, "http:///nowhere"),
                            access(AccessDescription.id_ad_ocsp, "http://1.ca.example/"),
                            access(AccessDescription.id_ad_ocsp, "http://2.ca.example/"),
                            access(AccessDescription.id_ad_ocsp, "http://3.ca.example/")
                        }))
                .issuedBy(ROOT);

        assertThat(Locations.responders(odd.certificate()))
                .containsExactly(URI.create("http://1.ca.example/"), URI.create("http://2.ca.example/"));
    }

    private List<byte[]> issuersOf(SampleCertificate.Issued server) {
        return lookups.issuersOf(server.certificate()).toCompletableFuture().join();
    }

    private List<Doubt> doubts(SampleCertificate.Issued server, byte[] staple, Lookups asked) {
        List<X509Certificate> path = server.chain();
        return lookups.doubts(path, staple, asked).toCompletableFuture().join();
    }

    private SampleCertificate server() {
        return pointing(SampleCertificate.server().dns("www.example.org"), "/crl")
                .extension(
                        Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                            access(AccessDescription.id_ad_ocsp, responder.at("/ocsp")),
                            access(AccessDescription.id_ad_caIssuers, responder.at("/ca"))
                        }));
    }

    private SampleCertificate pointing(SampleCertificate certificate, String list) {
        DistributionPointName name = new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, responder.at(list))));
        return certificate.extension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(name, null, null)
        }));
    }

    private static AccessDescription access(ASN1ObjectIdentifier method, String url) {
        return new AccessDescription(method, new GeneralName(GeneralName.uniformResourceIdentifier, url));
    }

    private static OCSPReq request(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring("/ocsp/".length());
        return new OCSPReq(Base64.getDecoder().decode(URLDecoder.decode(path, StandardCharsets.UTF_8)));
    }
}
