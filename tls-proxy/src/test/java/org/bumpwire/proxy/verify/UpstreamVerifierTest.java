package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.policy.SampleConfig;
import org.bumpwire.proxy.revocation.CertificateLookups;
import org.bumpwire.proxy.verify.Finding.Grade;
import org.bumpwire.proxy.verify.Finding.Rule;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamVerifierTest {
    private static final Instant NOW = SampleCertificate.NOW;
    private static final String NAME = "www.example.org";
    private static final Issued ROOT = authority("CN=Root").selfSigned();
    private static final Issued INTERMEDIATE = authority("CN=Intermediate").issuedBy(ROOT);

    private static final byte[] NO_STAPLE = {};
    private static final CertificateLookups NO_LOOKUPS =
            new CertificateLookups(address -> true, Runnable::run, new SslInspStats(), Clock.systemUTC());

    private final SettableClock clock = new SettableClock(NOW);
    private final CountingExecutor executor = new CountingExecutor();
    private final UpstreamVerifier verifier = new UpstreamVerifier(executor, clock, NO_LOOKUPS);

    @Test
    void acceptsAGoodCertificate() {
        Issued server = server().issuedBy(INTERMEDIATE);

        CertificateVerdict verdict = verify(server.sent(), trusting(ROOT));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.good()).isTrue();
        assertThat(verdict.grade()).isEqualTo(Grade.GOOD);
        assertThat(verdict.untrustedReason()).isEmpty();
    }

    @Test
    void findsTheWayWhateverTheOrderAndWhateverElseWasSent() {
        Issued server = server().issuedBy(INTERMEDIATE);
        Issued unrelated = authority("CN=Unrelated").selfSigned();

        List<X509Certificate> messy = new ArrayList<>(List.of(
                server.certificate(),
                unrelated.certificate(),
                ROOT.certificate(),
                INTERMEDIATE.certificate(),
                INTERMEDIATE.certificate()));

        assertThat(verify(messy, trusting(ROOT)).findings()).isEmpty();
    }

    @Test
    void findsTheWayAroundACrossSignWithAnExpiredRoot() {
        Issued oldRoot = authority("CN=Old Root").until(NOW.minusSeconds(1)).selfSigned();
        X509Certificate crossSigned = authority("CN=Root")
                .key(ROOT.key())
                .until(NOW.minusSeconds(1))
                .issuedBy(oldRoot)
                .certificate();
        Issued server = server().issuedBy(INTERMEDIATE);

        assertThat(verify(
                                List.of(server.certificate(), INTERMEDIATE.certificate(), crossSigned),
                                trusting(oldRoot, ROOT))
                        .findings())
                .isEmpty();
    }

    @Test
    void triesTheNextOfTwoIssuersWithTheSameName() {
        Issued namesake = authority("CN=Intermediate").issuedBy(ROOT);
        Issued server = server().issuedBy(INTERMEDIATE);

        assertThat(verify(
                                List.of(server.certificate(), namesake.certificate(), INTERMEDIATE.certificate()),
                                trusting(ROOT))
                        .findings())
                .isEmpty();
    }

    @Test
    void acceptsAServersOwnCertificateFromTheTrustStore() {
        Issued server = server().selfSigned();

        assertThat(verify(server.sent(), trusting(server)).findings()).isEmpty();
    }

    @Test
    void findsThatNobodyVouches() {
        Issued server = server().issuedBy(INTERMEDIATE);

        CertificateVerdict verdict =
                verify(server.sent(), trusting(authority("CN=Other").selfSigned()));

        assertThat(verdict.findings())
                .containsExactly(new Finding(
                        Rule.TRUST_ANCHOR,
                        1,
                        "Its issuer 'CN=Root' was not sent and is not in trust store 'T'",
                        "RFC 5280, section 6.1"));
        assertThat(verdict.grade()).isEqualTo(Grade.UNTRUSTED);
        assertThat(verdict.untrustedReason()).hasValue(Reason.SIGNED_UNTRUSTED_CERT);
    }

    @Test
    void findsASelfSignedCertificate() {
        assertThat(verify(server().selfSigned().sent(), trusting(ROOT)).findings())
                .containsExactly(new Finding(
                        Rule.TRUST_ANCHOR, 0, "Self-signed, and not in trust store 'T'", "RFC 5280, section 6.1"));
    }

    @Test
    void findsAMissingIntermediate() {
        Issued server = server().issuedBy(INTERMEDIATE);

        assertThat(verify(List.of(server.certificate()), trusting(ROOT)).findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.TRUST_ANCHOR);
    }

    @Test
    void findsAForgedSignature() {
        Issued impostor = authority("CN=Root").selfSigned();
        Issued server = server().issuedBy(impostor);

        CertificateVerdict verdict = verify(List.of(server.certificate()), trusting(ROOT));

        assertThat(verdict.findings())
                .extracting(Finding::sentence)
                .containsExactly("Signature is not that of the issuer it names");
        assertThat(verdict.grade()).isEqualTo(Grade.UNTRUSTED);
    }

    @Test
    void findsAnExpiredCertificateAndNothingElse() {
        Issued server = server().until(NOW.minusSeconds(1)).issuedBy(INTERMEDIATE);

        CertificateVerdict verdict = verify(server.sent(), trusting(ROOT));

        assertThat(verdict.findings())
                .containsExactly(
                        new Finding(Rule.VALIDITY, 0, "Expired at 2026-11-23T11:59:59Z", "RFC 5280, section 4.1.2.5"));
        assertThat(verdict.grade()).isEqualTo(Grade.EXPIRED);
        assertThat(verdict.untrustedReason()).hasValue(Reason.SIGNED_EXPIRED_CERT);
    }

    @Test
    void findsACertificateFromTheFuture() {
        Issued server = server().from(NOW.plusSeconds(1)).issuedBy(INTERMEDIATE);

        assertThat(verify(server.sent(), trusting(ROOT)).findings())
                .extracting(Finding::sentence)
                .containsExactly("Not valid before 2026-11-23T12:00:01Z");
    }

    @Test
    void findsAnExpiredIntermediate() {
        Issued expired = authority("CN=Expired").until(NOW.minusSeconds(1)).issuedBy(ROOT);

        assertThat(verify(server().issuedBy(expired).sent(), trusting(ROOT)).findings())
                .extracting(Finding::rule, Finding::depth)
                .containsExactly(tuple(Rule.VALIDITY, 1));
    }

    @Test
    void findsAnExpiredRootInTheTrustStore() {
        Issued expired = authority("CN=Expired Root").until(NOW.minusSeconds(1)).selfSigned();

        CertificateVerdict verdict = verify(server().issuedBy(expired).sent(), trusting(expired));

        assertThat(verdict.findings()).extracting(Finding::rule).containsExactly(Rule.ROOT_VALIDITY);
        assertThat(verdict.grade()).isEqualTo(Grade.UNTRUSTED);
    }

    @Test
    void findsAWrongHostNameEachTimeItIsAskedFor() {
        Issued server = server().issuedBy(INTERMEDIATE);

        assertThat(verifier.verify(server.der(), NO_STAPLE, NAME, trusting(ROOT))
                        .toCompletableFuture()
                        .join()
                        .good())
                .isTrue();
        TrustPolicy policy = trusting(ROOT);
        assertThat(join(server.sent(), NAME, policy).good()).isTrue();
        assertThat(join(server.sent(), "evil.example", policy).findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.HOST_NAME);
        assertThat(join(server.sent(), NAME, policy).good()).isTrue();
    }

    @Test
    void comparesNoNameWhereTheClientAskedForNone() {
        assertThat(join(server().issuedBy(INTERMEDIATE).sent(), "", trusting(ROOT))
                        .good())
                .isTrue();
    }

    @Test
    void refusesACertificateWithACommonNameOnly() {
        Issued server = SampleCertificate.named("CN=" + NAME).issuedBy(INTERMEDIATE);

        CertificateVerdict verdict = verify(server.sent(), trusting(ROOT));

        assertThat(verdict.findings()).extracting(Finding::rule).containsExactly(Rule.HOST_NAME);
        assertThat(verdict.untrustedReason()).hasValue(Reason.SIGNED_INVALID_CERT);
    }

    @ParameterizedTest
    @CsvSource({"SHA1withECDSA, SHA-1", "SHA1withRSA, SHA-1", "MD5withRSA, MD5"})
    void findsABrokenSignatureHashUnderAPrivateRoot(String algorithm, String hash) {
        Issued root =
                algorithm.endsWith("RSA") ? authority("CN=RSA Root").rsa(2048).selfSigned() : ROOT;

        CertificateVerdict verdict =
                verify(List.of(server().signedWith(algorithm).issuedBy(root).certificate()), trusting(root));

        assertThat(verdict.findings())
                .contains(new Finding(
                        Rule.SIGNATURE_HASH, 0, "Signed over the broken hash " + hash, "RFC 9155, section 1"));
        assertThat(verdict.grade()).isEqualTo(Grade.INVALID);
    }

    @Test
    void doesNotMindTheHashOfARootsOwnSignature() {
        Issued root = authority("CN=Old Root").signedWith("SHA1withECDSA").selfSigned();

        assertThat(verify(server().issuedBy(root).sent(), trusting(root)).findings())
                .isEmpty();
    }

    @Test
    void findsAShortKeyOfTheServer() {
        Issued server = server().rsa(1024).issuedBy(INTERMEDIATE);

        CertificateVerdict verdict = verify(server.sent(), trusting(ROOT));

        assertThat(verdict.findings())
                .containsExactly(new Finding(
                        Rule.KEY_LENGTH, 0, "RSA key has 1024 bits, less than the 2048 demanded", "min-key-length"));
        assertThat(verdict.untrustedReason()).hasValue(Reason.SIGNED_SHORT_KEY);
    }

    @Test
    void findsAShortKeyOfAnIntermediateAndOfTheRoot() {
        Issued weakRoot = authority("CN=Weak Root").rsa(1024).selfSigned();
        Issued weak = authority("CN=Weak").rsa(1024).issuedBy(weakRoot);

        assertThat(verify(server().issuedBy(weak).sent(), trusting(weakRoot)).findings())
                .extracting(Finding::rule, Finding::depth)
                .containsExactly(tuple(Rule.KEY_LENGTH, 1), tuple(Rule.KEY_LENGTH, 2));
    }

    @Test
    void findsAServerCertificateThatIsForSomethingElse() {
        Issued server = server().purpose(KeyPurposeId.id_kp_clientAuth).issuedBy(INTERMEDIATE);

        assertThat(verify(server.sent(), trusting(ROOT)).findings())
                .containsExactly(new Finding(
                        Rule.KEY_PURPOSE,
                        0,
                        "Extended key usage does not include TLS servers",
                        "RFC 5280, section 4.2.1.12"));
    }

    @Test
    void findsAnIntermediateThatIssuesForSomethingElse() {
        Issued mail =
                authority("CN=Mail").purpose(KeyPurposeId.id_kp_emailProtection).issuedBy(ROOT);

        assertThat(verify(server().issuedBy(mail).sent(), trusting(ROOT)).findings())
                .extracting(Finding::rule, Finding::depth)
                .containsExactly(tuple(Rule.KEY_PURPOSE, 1));
    }

    @Test
    void findsAKeyUsageThatAllowsNoHandshake() {
        Issued server = server().usage(KeyUsage.keyCertSign).issuedBy(INTERMEDIATE);

        assertThat(verify(server.sent(), trusting(ROOT)).findings())
                .extracting(Finding::sentence)
                .containsExactly("Key usage does not allow TLS handshakes");
    }

    @Test
    void findsAnIssuerThatIsNoCa() {
        Issued customer = SampleCertificate.named("CN=Customer").issuedBy(ROOT);
        X509Certificate forged = server().issuedBy(customer).certificate();

        assertThat(verify(List.of(forged, customer.certificate()), trusting(ROOT))
                        .findings())
                .extracting(Finding::rule, Finding::sentence)
                .containsExactly(tuple(Rule.PATH, "Issued a certificate without being a CA"));
    }

    @Test
    void findsAPathThatIsTooLong() {
        Issued last = authority("CN=Last", 0).issuedBy(ROOT);
        Issued beyond = authority("CN=Beyond").issuedBy(last);

        assertThat(verify(server().issuedBy(beyond).sent(), trusting(ROOT)).findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.PATH);
    }

    @Test
    void findsACriticalExtensionThatNobodyKnows() {
        Issued server = server().extension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, DERNull.INSTANCE)
                .issuedBy(INTERMEDIATE);

        assertThat(verify(server.sent(), trusting(ROOT)).findings())
                .extracting(Finding::sentence)
                .containsExactly("Has a critical extension that is not understood");
    }

    @Test
    void holdsTheNamesAgainstTheConstraintsOfAnIntermediateAndOfTheAnchorItself() {
        NameConstraints onlyCorp = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "corp.example"))}, null);
        Issued constrained = authority("CN=Corp")
                .extension(Extension.nameConstraints, true, onlyCorp)
                .issuedBy(ROOT);
        Issued constrainedRoot = authority("CN=Corp Root")
                .extension(Extension.nameConstraints, true, onlyCorp)
                .selfSigned();

        assertThat(verify(server().issuedBy(constrained).sent(), trusting(ROOT)).findings())
                .extracting(Finding::sentence)
                .containsExactly("Its names are outside the name constraints of an issuer");
        assertThat(verify(server().issuedBy(constrainedRoot).sent(), trusting(constrainedRoot))
                        .findings())
                .extracting(Finding::sentence)
                .containsExactly("Its names are outside the name constraints of the trust anchor");
    }

    @Test
    void refusesWhatTheDevicesOwnCaHasIssuedEvenIfTheTrustStoreHoldsIt() {
        Issued own = authority("CN=Bumpwire").selfSigned();
        TrustPolicy policy = new TrustPolicy(store(own), 2048, List.of(own.certificate()));

        CertificateVerdict verdict = verify(server().issuedBy(own).sent(), policy);

        assertThat(verdict.findings()).extracting(Finding::rule).containsExactly(Rule.OWN_CA);
        assertThat(verdict.grade()).isEqualTo(Grade.UNTRUSTED);
    }

    @Test
    void doesNotTakeANamesakeForTheDevicesOwnCa() {
        Issued own = authority("CN=Root").selfSigned();
        TrustPolicy policy = new TrustPolicy(store(ROOT), 2048, List.of(own.certificate()));

        assertThat(verify(server().issuedBy(ROOT).sent(), policy).findings()).isEmpty();
    }

    @Test
    void listsEveryFinding() {
        Issued server = SampleCertificate.named("CN=bad")
                .rsa(1024)
                .until(NOW.minusSeconds(1))
                .purpose(KeyPurposeId.id_kp_clientAuth)
                .selfSigned();

        CertificateVerdict verdict = verify(server.sent(), trusting(ROOT));

        assertThat(verdict.findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(
                        Rule.TRUST_ANCHOR, Rule.VALIDITY, Rule.KEY_LENGTH, Rule.KEY_PURPOSE, Rule.HOST_NAME);
        assertThat(verdict.details())
                .contains("certificate depth 0: Expired at")
                .contains("; ");
    }

    @Test
    void saysOfVeryManyFindingsTheWorstAndHowManyMoreThereAre() {
        List<Finding> many = new ArrayList<>();
        for (int depth = 0; depth < 16; depth++) {
            many.add(new Finding(Rule.VALIDITY, depth, "Expired", "RFC 5280, section 4.1.2.5"));
        }
        many.add(new Finding(Rule.REVOKED, 0, "Revoked", "RFC 5280, section 6.3"));

        assertThat(new CertificateVerdict(many).details())
                .startsWith("certificate depth 0: Revoked (RFC 5280, section 6.3); certificate depth 0: Expired")
                .endsWith("; and 5 more");
    }

    @ParameterizedTest
    @CsvSource({
        // blockInvalid, blockExpired, expired?, untrusted?, expected
        "false, false, true, true, ''",
        "true, false, true, false, ''",
        "false, true, true, false, BLOCK_EXPIRED_CERT",
        "false, true, true, true, BLOCK_EXPIRED_CERT",
        "false, true, false, true, ''",
        "true, false, false, true, BLOCK_UNTRUSTED_CERT",
        "true, true, true, true, BLOCK_UNTRUSTED_CERT",
        "true, true, false, false, ''"
    })
    void blocksWhatTheProxySaysAndNothingElse(
            boolean blockInvalid, boolean blockExpired, boolean expired, boolean untrusted, String expected) {
        SampleCertificate server = expired ? server().until(NOW.minusSeconds(1)) : server();
        CertificateVerdict verdict =
                verify((untrusted ? server.selfSigned() : server.issuedBy(ROOT)).sent(), trusting(ROOT));

        assertThat(verdict.blockReason(SampleConfig.clientProxy("p", 443, blockInvalid, blockExpired, true)))
                .isEqualTo(Optional.of(expected).filter(e -> !e.isEmpty()).map(Reason::valueOf));
    }

    @Test
    void blocksShortKeysAndWrongNamesAsInvalid() {
        CertificateVerdict shortKey = verify(server().rsa(1024).issuedBy(ROOT).sent(), trusting(ROOT));
        CertificateVerdict wrongName = join(server().issuedBy(ROOT).sent(), "evil.example", trusting(ROOT));

        assertThat(shortKey.blockReason(SampleConfig.clientProxy("p", 443, true, false, true)))
                .hasValue(Reason.BLOCK_SHORT_KEY);
        assertThat(wrongName.blockReason(SampleConfig.clientProxy("p", 443, true, false, true)))
                .hasValue(Reason.BLOCK_INVALID_CERT);
    }

    @Test
    void judgesAChainOnceWhileTimeChangesNothing() {
        List<X509Certificate> chain = server().issuedBy(INTERMEDIATE).sent();
        TrustPolicy policy = trusting(ROOT);
        join(chain, NAME, policy);
        join(chain, "other.example", policy);

        assertThat(executor.tasks).hasValue(1);
    }

    @Test
    void judgesAnewOnceTheCertificateHasExpired() {
        List<X509Certificate> chain =
                server().until(NOW.plusSeconds(60)).issuedBy(INTERMEDIATE).sent();
        TrustPolicy policy = trusting(ROOT);
        assertThat(join(chain, NAME, policy).good()).isTrue();

        clock.advance(Duration.ofSeconds(61));

        assertThat(join(chain, NAME, policy).grade()).isEqualTo(Grade.EXPIRED);
    }

    @Test
    void judgesAnewOnceAnIntermediateHasBecomeValid() {
        Issued future = authority("CN=Future").from(NOW.plusSeconds(60)).issuedBy(ROOT);
        List<X509Certificate> chain = server().issuedBy(future).sent();
        TrustPolicy policy = trusting(ROOT);
        assertThat(join(chain, NAME, policy).grade()).isEqualTo(Grade.EXPIRED);

        clock.advance(Duration.ofSeconds(61));

        assertThat(join(chain, NAME, policy).good()).isTrue();
    }

    @Test
    void judgesTheSameChainAnewForAnotherPolicy() {
        List<X509Certificate> chain = server().issuedBy(INTERMEDIATE).sent();

        assertThat(join(chain, NAME, trusting(ROOT)).good()).isTrue();
        assertThat(join(chain, NAME, trusting(authority("CN=Other").selfSigned()))
                        .good())
                .isFalse();
    }

    @Test
    void judgesAnotherChainOfTheSameServerAnew() {
        Issued server = server().issuedBy(INTERMEDIATE);
        TrustPolicy policy = trusting(ROOT);

        assertThat(join(server.sent(), NAME, policy).good()).isTrue();
        assertThat(join(List.of(server.certificate()), NAME, policy).good()).isFalse();
    }

    @Test
    void refusesMoreCertificatesThanReasonable() {
        List<X509Certificate> many =
                Collections.nCopies(17, server().issuedBy(INTERMEDIATE).certificate());

        assertThat(verify(many, trusting(ROOT)).findings())
                .extracting(Finding::rule)
                .contains(Rule.CHAIN);
        assertThat(verify(List.of(), trusting(ROOT)).findings())
                .extracting(Finding::sentence)
                .contains("Server sent no certificate");
    }

    @Test
    void givesUpOnAMazeOfNamesakes() {
        Issued selfish = authority("CN=Maze").selfSigned();
        List<X509Certificate> maze = new ArrayList<>();
        maze.add(server().issuedBy(selfish).certificate());
        for (int i = 0; i < 15; i++) {
            maze.add(authority("CN=Maze").selfSigned().certificate());
        }

        assertThat(verify(maze, trusting(ROOT)).findings())
                .extracting(Finding::rule)
                .contains(Rule.TRUST_ANCHOR);
    }

    @Test
    void failsWhenTheExecutorHasNoRoomAndRecovers() {
        List<X509Certificate> chain = server().issuedBy(INTERMEDIATE).sent();
        TrustPolicy policy = trusting(ROOT);
        executor.full = true;
        assertThat(verifier.verify(Issued.der(chain), NO_STAPLE, NAME, policy).toCompletableFuture())
                .isCompletedExceptionally();
        executor.full = false;

        assertThat(join(chain, NAME, policy).good()).isTrue();
    }

    @Test
    void readsTheDefaultCasOnlyWhenTheyAreNeeded() {
        AtomicInteger read = new AtomicInteger();
        TrustStore lazy = new TrustStore(
                "T",
                "",
                List.of(),
                () -> {
                    read.incrementAndGet();
                    return List.of(ROOT.certificate());
                },
                TrustStore.Lookups.DEFAULT);
        TrustPolicy policy = new TrustPolicy(lazy, 2048, List.of());

        assertThat(read).hasValue(0);
        assertThat(verify(server().issuedBy(INTERMEDIATE).sent(), policy).good())
                .isTrue();
        assertThat(verify(server().issuedBy(INTERMEDIATE).sent(), policy).good())
                .isTrue();
        assertThat(read).hasValue(1);
    }

    @Test
    void takesTheSamePublicKeyForTheSameServer() {
        Issued server = server().issuedBy(ROOT);
        X509Certificate renewed = server().key(server.key()).issuedBy(ROOT).certificate();

        assertThat(UpstreamVerifier.verifySameKey(List.of(renewed), List.of(server.certificate()))
                        .good())
                .isTrue();
    }

    @Test
    void blocksAServerWithAnotherPublicKey() {
        X509Certificate held = server().issuedBy(ROOT).certificate();
        CertificateVerdict verdict =
                UpstreamVerifier.verifySameKey(List.of(server().issuedBy(ROOT).certificate()), List.of(held));

        assertThat(verdict.good()).isFalse();
        assertThat(verdict.blockReason()).isEqualTo(Reason.BLOCK_UNTRUSTED_CERT);
        assertThat(UpstreamVerifier.verifySameKey(List.of(), List.of(held)).good())
                .isFalse();
    }

    private CertificateVerdict verify(List<X509Certificate> chain, TrustPolicy policy) {
        return join(chain, NAME, policy);
    }

    private CertificateVerdict join(List<X509Certificate> chain, String name, TrustPolicy policy) {
        return verifier.verify(Issued.der(chain), NO_STAPLE, name, policy)
                .toCompletableFuture()
                .join();
    }

    private static TrustPolicy trusting(Issued... roots) {
        return new TrustPolicy(store(roots), 2048, List.of());
    }

    private static TrustStore store(Issued... roots) {
        return new TrustStore(
                "T", "", Arrays.stream(roots).map(Issued::certificate).toList(), List::of, TrustStore.Lookups.DEFAULT);
    }

    private static SampleCertificate server() {
        return SampleCertificate.server(NAME);
    }

    private static final class CountingExecutor implements Executor {
        private final AtomicInteger tasks = new AtomicInteger();
        private volatile boolean full;

        @Override
        public void execute(Runnable task) {
            if (full) {
                throw new RejectedExecutionException("full");
            }
            tasks.incrementAndGet();
            task.run();
        }
    }
}
