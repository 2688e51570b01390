package org.bumpwire.proxy.mint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.NOW;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;
import static org.bumpwire.proxy.verify.SampleCertificate.server;

import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.proxy.crypto.Fingerprint;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.policy.SampleConfig;
import org.bumpwire.proxy.revocation.CertificateLookups;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.bumpwire.proxy.verify.SettableClock;
import org.bumpwire.proxy.verify.TrustPolicy;
import org.bumpwire.proxy.verify.UpstreamVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateMinterTest {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    /** Both ends count as valid. */
    private static final Duration MOST_DAYS = Duration.ofDays(398).minusSeconds(1);

    private final Issued signingCa = authority("CN=Signing CA").selfSigned();
    private final Issued untrustedCa = authority("CN=Untrusted CA").selfSigned();
    private final Identity signer = signingCa.identity("signer");
    private final Identity untrusted = untrustedCa.identity("untrusted");
    private final Issued realCa = authority("CN=Real CA").selfSigned();
    private final SslInspStats stats = new SslInspStats();
    private final SettableClock clock = new SettableClock(NOW);
    private final CertificateMinter minter = new CertificateMinter(stats, Runnable::run, clock);

    @Test
    void copiesSubjectAndNamesAsTheyAre() throws Exception {
        X509Certificate real = SampleCertificate.named("C=CH,O=Example,CN=www.example.org")
                .dns("www.example.org")
                .dns("*.example.org")
                .ip(SampleConfig.address("192.0.2.1"))
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = trusted(real, KeyType.EC).certificate();

        assertThat(copy.getSubjectX500Principal()).isEqualTo(real.getSubjectX500Principal());
        assertThat(copy.getExtensionValue(Extension.subjectAlternativeName.getId()))
                .isEqualTo(real.getExtensionValue(Extension.subjectAlternativeName.getId()));
    }

    @Test
    void inventsNoNames() throws Exception {
        X509Certificate real =
                SampleCertificate.named("CN=www.example.org").issuedBy(realCa).certificate();

        assertThat(trusted(real, KeyType.EC).certificate().getSubjectAlternativeNames())
                .isNull();
    }

    @Test
    void copiesNoneOfTheRealOnesPowers() throws Exception {
        X509Certificate real = authority("CN=Too Powerful")
                .dns("www.example.org")
                .purpose(KeyPurposeId.id_kp_codeSigning)
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = trusted(real, KeyType.EC).certificate();

        assertThat(copy.getBasicConstraints()).isEqualTo(-1);
        assertThat(copy.getExtendedKeyUsage()).containsExactly(KeyPurposeId.id_kp_serverAuth.getId());
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void fitsKeyUsageAndKeyToTheKeyType(KeyType type) throws Exception {
        MintedLeaf leaf = trusted(good(), type);

        boolean[] usage = leaf.certificate().getKeyUsage();
        assertThat(usage[DIGITAL_SIGNATURE]).isTrue();
        assertThat(usage[KEY_ENCIPHERMENT]).isEqualTo(type == KeyType.RSA);
        assertThat(leaf.certificate().getPublicKey().getAlgorithm()).isEqualTo(type.jsseName());
        assertThat(belongTogether(leaf, type == KeyType.RSA ? "SHA256withRSA" : "SHA256withECDSA"))
                .isTrue();
    }

    @Test
    void signsWithSha256AndARandomSerialOfItsOwn() throws Exception {
        Set<Object> serials = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            X509Certificate copy = trusted(good(), KeyType.EC).certificate();
            copy.verify(signingCa.certificate().getPublicKey());
            serials.add(copy.getSerialNumber());

            assertThat(copy.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(copy.getSerialNumber().signum()).isPositive();
            assertThat(copy.getSerialNumber().bitLength()).isGreaterThan(64).isLessThan(160);
        }

        assertThat(serials).hasSize(20);
    }

    @Test
    void signsWithAnRsaCaAsWell() throws Exception {
        Issued rsaCa = authority("CN=RSA CA").rsa(2048).selfSigned();

        MintedLeaf leaf = minter.mintTrusted(good(), rsaCa.identity("rsa"), KeyType.EC)
                .toCompletableFuture()
                .join();

        leaf.certificate().verify(rsaCa.certificate().getPublicKey());
        assertThat(leaf.certificate().getSigAlgName()).isEqualTo("SHA256withRSA");
    }

    @Test
    void validatesForAClientThatTrustsTheSigningCa() {
        X509Certificate real = server("www.example.org").issuedBy(realCa).certificate();
        TrustStore clients =
                new TrustStore("clients", "", List.of(signingCa.certificate()), List::of, TrustStore.Lookups.DEFAULT);

        MintedLeaf leaf = trusted(real, KeyType.EC);

        CertificateLookups none = new CertificateLookups(address -> true, Runnable::run, new SslInspStats(), clock);
        assertThat(new UpstreamVerifier(Runnable::run, clock, none)
                        .verify(
                                Issued.der(leaf.chain()),
                                new byte[0],
                                "www.example.org",
                                new TrustPolicy(clients, 2048, List.of()))
                        .toCompletableFuture()
                        .join()
                        .findings())
                .isEmpty();
    }

    @Test
    void staysWithinTheRealValidity() {
        X509Certificate real = server("a.example")
                .from(NOW.minusSeconds(60))
                .until(NOW.plusSeconds(3_600))
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = trusted(real, KeyType.EC).certificate();

        assertThat(copy.getNotBefore()).isEqualTo(real.getNotBefore());
        assertThat(copy.getNotAfter()).isEqualTo(real.getNotAfter());
    }

    @Test
    void isValidForNoMoreThan398Days() {
        Issued longCa =
                authority("CN=Long CA").until(NOW.plus(Duration.ofDays(5_000))).selfSigned();
        X509Certificate real = server("a.example")
                .until(NOW.plus(Duration.ofDays(2_000)))
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = minter.mintTrusted(real, longCa.identity("long"), KeyType.EC)
                .toCompletableFuture()
                .join()
                .certificate();

        assertThat(Duration.between(
                        copy.getNotBefore().toInstant(), copy.getNotAfter().toInstant()))
                .isEqualTo(MOST_DAYS);
        assertThat(copy.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void doesNotOutliveItsSigner() {
        Issued shortCa = authority("CN=Short CA").until(NOW.plusSeconds(600)).selfSigned();

        X509Certificate copy = minter.mintTrusted(good(), shortCa.identity("short"), KeyType.EC)
                .toCompletableFuture()
                .join()
                .certificate();

        assertThat(copy.getNotAfter()).isEqualTo(shortCa.certificate().getNotAfter());
    }

    @Test
    void showsAnExpiredCertificateAsExpiredUnderTheUntrustedCa() throws Exception {
        X509Certificate expired =
                server("a.example").until(NOW.minusSeconds(60)).issuedBy(realCa).certificate();

        MintedLeaf leaf = untrusted(expired);

        assertThat(leaf.trusted()).isFalse();
        assertThat(leaf.certificate().getNotBefore()).isEqualTo(expired.getNotBefore());
        assertThat(leaf.certificate().getNotAfter()).isEqualTo(expired.getNotAfter());
        leaf.certificate().verify(untrustedCa.certificate().getPublicKey());
        assertThat(stats.certUntrustedSigned.value()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1900-01-01T00:00:00Z",
                "1949-12-31T23:59:59Z",
                "1950-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2049-12-31T23:59:59Z",
                "2050-01-01T00:00:00Z",
                "9998-12-31T23:59:59Z"
            })
    void copiesADateOfAnyCentury(Instant date) {
        SampleCertificate strange = server("a.example");
        X509Certificate real = (date.isBefore(NOW)
                        ? strange.from(date.minusSeconds(1)).until(date)
                        : strange.from(date).until(date.plusSeconds(1)))
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = untrusted(real).certificate();

        assertThat(copy.getNotBefore()).isEqualTo(real.getNotBefore());
        assertThat(copy.getNotAfter()).isEqualTo(real.getNotAfter());
    }

    @Test
    void keepsTheNamesOfACertificateForAnotherHost() throws Exception {
        X509Certificate other = server("other.example").issuedBy(realCa).certificate();

        MintedLeaf leaf = untrusted(other);

        assertThat(leaf.certificate().getSubjectAlternativeNames()).containsExactly(List.of(2, "other.example"));
    }

    @Test
    void sendsTheSignersChainWithoutItsRoot() {
        Issued intermediate = authority("CN=Signing Intermediate").issuedBy(signingCa);

        MintedLeaf leaf = minter.mintTrusted(good(), intermediate.identity("i"), KeyType.EC)
                .toCompletableFuture()
                .join();

        assertThat(leaf.chain()).containsExactly(leaf.certificate(), intermediate.certificate());
        assertThat(trusted(good(), KeyType.EC).chain()).hasSize(2).endsWith(signingCa.certificate());
    }

    @Test
    void mintsOnceForACertificate() {
        X509Certificate real = good();

        MintedLeaf first = trusted(real, KeyType.EC);
        MintedLeaf second = trusted(real, KeyType.EC);

        assertThat(second).isSameAs(first);
        assertThat(stats.certMinted.value()).isEqualTo(1);
        assertThat(stats.certCacheMiss.value()).isEqualTo(1);
        assertThat(stats.certCacheHit.value()).isEqualTo(1);
    }

    @Test
    void neverTakesALeafForAnotherCertificateSignerOrKeyType() {
        X509Certificate real = good();
        MintedLeaf first = trusted(real, KeyType.EC);

        assertThat(trusted(good(), KeyType.EC)).isNotSameAs(first);
        assertThat(trusted(real, KeyType.RSA)).isNotSameAs(first);
        assertThat(minter.mintTrusted(real, untrusted, KeyType.EC)
                        .toCompletableFuture()
                        .join())
                .isNotSameAs(first);
        assertThat(minter.mintUntrusted(real, signer, KeyType.EC)
                        .toCompletableFuture()
                        .join())
                .isNotSameAs(first);
        assertThat(stats.certMinted.value()).isEqualTo(5);
    }

    @Test
    void sharesOneKeyForASignerAndKeyTypeAndNoneBetweenSigners() {
        MintedLeaf one = trusted(good(), KeyType.EC);
        MintedLeaf two = trusted(good(), KeyType.EC);
        MintedLeaf bad = untrusted(good());

        assertThat(two.privateKey()).isSameAs(one.privateKey());
        assertThat(bad.privateKey()).isNotEqualTo(one.privateKey());
        assertThat(one.privateKey()).isNotEqualTo(signer.privateKey());
    }

    @Test
    void usesOtherKeysAfterARestart() {
        X509Certificate real = good();
        CertificateMinter restarted = new CertificateMinter(stats, Runnable::run, clock);

        assertThat(restarted
                        .mintTrusted(real, signer, KeyType.EC)
                        .toCompletableFuture()
                        .join()
                        .privateKey())
                .isNotEqualTo(trusted(real, KeyType.EC).privateKey());
    }

    @Test
    void mintsOnceForManyWhoAskAtOnce() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        CertificateMinter lazy = new CertificateMinter(stats, waiting::add, clock);
        X509Certificate real = good();
        List<CompletableFuture<MintedLeaf>> asked = List.of(
                lazy.mintTrusted(real, signer, KeyType.EC).toCompletableFuture(),
                lazy.mintTrusted(real, signer, KeyType.EC).toCompletableFuture(),
                lazy.mintTrusted(real, signer, KeyType.EC).toCompletableFuture());
        assertThat(asked).noneMatch(CompletableFuture::isDone);

        runAll(waiting);

        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(stats.certMinted.value()).isEqualTo(1);
        assertThat(stats.certCacheMiss.value()).isEqualTo(3);
    }

    @Test
    void makesKeysAheadOfTheFirstSession() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        CertificateMinter lazy = new CertificateMinter(stats, waiting::add, clock);
        lazy.prepare(signer);
        runAll(waiting);

        CompletableFuture<MintedLeaf> leaf =
                lazy.mintTrusted(good(), signer, KeyType.RSA).toCompletableFuture();

        assertThat(waiting).hasSize(1);
        runAll(waiting);
        assertThat(leaf).isCompleted();
    }

    @Test
    void mintsAnewOnceALeafHasExpiredBeforeItsOriginal() {
        Issued longCa =
                authority("CN=Long CA").until(NOW.plus(Duration.ofDays(5_000))).selfSigned();
        X509Certificate real = server("a.example")
                .until(NOW.plus(Duration.ofDays(2_000)))
                .issuedBy(realCa)
                .certificate();
        Identity longSigner = longCa.identity("long");
        MintedLeaf first = minter.mintTrusted(real, longSigner, KeyType.EC)
                .toCompletableFuture()
                .join();

        clock.advance(Duration.ofDays(399));

        MintedLeaf second = minter.mintTrusted(real, longSigner, KeyType.EC)
                .toCompletableFuture()
                .join();
        assertThat(second).isNotSameAs(first);
        assertThat(second.notAfter()).isAfter(clock.instant());
    }

    @Test
    void givesEachLeafAnAliasThatNoOtherHas() {
        assertThat(trusted(good(), KeyType.EC).alias())
                .isNotEqualTo(trusted(good(), KeyType.EC).alias());
    }

    @Test
    void mintsAnewShortlyBeforeALeafEndsSoonerThanItsOriginal() {
        Issued longCa =
                authority("CN=Long CA").until(NOW.plus(Duration.ofDays(5_000))).selfSigned();
        Identity longSigner = longCa.identity("long");
        X509Certificate real = server("a.example")
                .until(NOW.plus(Duration.ofDays(2_000)))
                .issuedBy(realCa)
                .certificate();
        MintedLeaf first = minted(real, longSigner);
        X509Certificate shorter = server("b.example")
                .until(first.notAfter().plusSeconds(60))
                .issuedBy(realCa)
                .certificate();
        clock.advance(Duration.between(NOW, first.notAfter().minus(Duration.ofHours(2))));
        MintedLeaf fresh = minted(real, longSigner);
        MintedLeaf shortLived = minted(shorter, longSigner);
        clock.advance(Duration.ofMinutes(90));

        assertThat(minted(real, longSigner)).isSameAs(fresh);
        assertThat(minted(shorter, longSigner)).isSameAs(shortLived);
        assertThat(first.notAfter()).isAfter(clock.instant());
        assertThat(fresh.notAfter()).isAfter(first.notAfter());
    }

    @Test
    void givesAnotherKeyTheNextDayAndMintsAnewWithIt() {
        X509Certificate real = good();
        MintedLeaf yesterday = trusted(real, KeyType.EC);
        clock.advance(LeafKeys.USED_FOR);
        assertThat(trusted(real, KeyType.EC)).isSameAs(yesterday);
        clock.advance(Duration.ofSeconds(1));

        MintedLeaf today = trusted(real, KeyType.EC);

        assertThat(today.privateKey()).isNotEqualTo(yesterday.privateKey());
        assertThat(trusted(real, KeyType.EC)).isSameAs(today);
        assertThat(stats.certMinted.value()).isEqualTo(2);
    }

    @Test
    void usesYesterdaysKeyWhileTodaysIsBeingMade() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        CertificateMinter lazy = new CertificateMinter(stats, waiting::add, clock);
        X509Certificate real = good();
        lazy.prepare(signer);
        runAll(waiting);
        CompletableFuture<MintedLeaf> first =
                lazy.mintTrusted(real, signer, KeyType.RSA).toCompletableFuture();
        runAll(waiting);
        clock.advance(LeafKeys.USED_FOR.plusSeconds(1));

        assertThat(lazy.mintTrusted(real, signer, KeyType.RSA).toCompletableFuture())
                .isCompletedWithValue(first.join());
        runAll(waiting);
        CompletableFuture<MintedLeaf> renewed =
                lazy.mintTrusted(real, signer, KeyType.RSA).toCompletableFuture();
        runAll(waiting);
        assertThat(renewed.join().privateKey()).isNotEqualTo(first.join().privateKey());
    }

    @Test
    void tellsWhatItKeepsUntilItIsCleared() {
        MintedLeaf first = trusted(good(), KeyType.EC);
        clock.advance(Duration.ofSeconds(1));
        X509Certificate other = server("other.example").issuedBy(realCa).certificate();
        MintedLeaf second = trusted(other, KeyType.EC);
        trusted(other, KeyType.EC);

        assertThat(minter.newest(5))
                .containsExactly(
                        new KeptLeaf(second, clock.instant(), 2),
                        new KeptLeaf(first, clock.instant().minusSeconds(1), 1));
        assertThat(minter.newest(1)).extracting(KeptLeaf::leaf).containsExactly(second);
        assertThat(minter.kept()).isEqualTo(2);
        assertThat(minter.keptBytes()).isBetween(2L * LeafCache.MAX_BYTES / LeafCache.MAX_KEPT, 40_000L);

        minter.clear();

        assertThat(minter.kept()).isZero();
        assertThat(minter.keptBytes()).isZero();
        assertThat(trusted(other, KeyType.EC)).isNotSameAs(second);
    }

    @Test
    void keepsOnlySoManyBytesOfLargeCertificates() {
        LeafCache cache = new LeafCache();
        SampleCertificate large = SampleCertificate.named("CN=Ten Thousand Names");
        for (int i = 0; i < 10_000; i++) {
            large.dns("host-%d.some-long-department-name.example.org".formatted(i));
        }
        MintedLeaf leaf = trusted(large.issuedBy(realCa).certificate(), KeyType.EC);
        assertThat(leaf.bytes()).isGreaterThan(2_000_000);

        for (int i = 0; i < 100; i++) {
            var unused =
                    cache.putIfAbsent(leafName(i), CompletableFuture.completedFuture(new LeafCache.Entry(leaf, NOW)));
        }

        assertThat(cache.bytes()).isLessThanOrEqualTo(LeafCache.MAX_BYTES);
        assertThat(cache.size()).isBetween(1, LeafCache.MAX_BYTES / leaf.bytes());
    }

    @Test
    void keepsOnlySoManyLeaves() {
        LeafCache cache = new LeafCache();
        MintedLeaf leaf = trusted(good(), KeyType.EC);

        for (int i = 0; i < LeafCache.MAX_KEPT + 500; i++) {
            var unused =
                    cache.putIfAbsent(leafName(i), CompletableFuture.completedFuture(new LeafCache.Entry(leaf, NOW)));
        }

        assertThat(cache.bytes()).isLessThanOrEqualTo(LeafCache.MAX_BYTES);
        assertThat(cache.size()).isLessThanOrEqualTo(LeafCache.MAX_KEPT);
    }

    @Test
    void keepsTheEndOfAnExpiredCertificateWithin398Days() throws Exception {
        X509Certificate expired = server("a.example")
                .from(NOW.minus(Duration.ofDays(3_000)))
                .until(NOW.minusSeconds(60))
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = untrusted(expired).certificate();

        assertThat(copy.getNotAfter()).isEqualTo(expired.getNotAfter());
        assertThat(copy.getNotBefore().toInstant())
                .isEqualTo(expired.getNotAfter().toInstant().minus(MOST_DAYS));
    }

    @Test
    void keepsTheBeginningOfACertificateThatIsNotYetValid() {
        X509Certificate early = server("a.example")
                .from(NOW.plusSeconds(60))
                .until(NOW.plus(Duration.ofDays(3_000)))
                .issuedBy(realCa)
                .certificate();

        X509Certificate copy = untrusted(early).certificate();

        assertThat(copy.getNotBefore()).isEqualTo(early.getNotBefore());
        assertThat(copy.getNotAfter().toInstant())
                .isEqualTo(early.getNotBefore().toInstant().plus(MOST_DAYS));
    }

    @Test
    void makesNoLeafThatIsValidOutsideOfItsSignersTime() {
        Issued expiredCa =
                authority("CN=Expired CA").until(NOW.minusSeconds(60)).selfSigned();
        Issued comingCa = authority("CN=Coming CA").from(NOW.plusSeconds(60)).selfSigned();

        assertThat(minted(good(), expiredCa.identity("expired")).certificate().getNotAfter())
                .isEqualTo(expiredCa.certificate().getNotAfter());
        assertThat(minted(good(), comingCa.identity("coming")).certificate().getNotBefore())
                .isEqualTo(comingCa.certificate().getNotBefore());
    }

    @ParameterizedTest
    @CsvSource({"256,SHA256withECDSA", "384,SHA384withECDSA", "521,SHA512withECDSA"})
    void signsWithAHashAsStrongAsTheSignersCurve(int bits, String algorithm) throws Exception {
        Issued ca = authority("CN=CA " + bits)
                .key(SampleCertificate.keyPair("EC", bits))
                .selfSigned();

        X509Certificate copy = minted(good(), ca.identity("ca")).certificate();

        copy.verify(ca.certificate().getPublicKey());
        assertThat(copy.getSigAlgName()).isEqualTo(algorithm);
    }

    @Test
    void failsWhenTheSignerCannotSignAndSaysNothingOfTheKey() {
        Identity broken = new Identity(
                "broken",
                signingCa.chain(),
                SampleCertificate.keyPair("Ed25519", 255).getPrivate());

        CompletableFuture<MintedLeaf> leaf =
                minter.mintTrusted(good(), broken, KeyType.EC).toCompletableFuture();

        assertThat(leaf).isCompletedExceptionally();
        assertThat(leaf.handle((l, failure) -> failure).join())
                .hasRootCauseMessage("Signing with a key of type EdDSA is not supported");
    }

    @Test
    void failsWhenTheExecutorHasNoRoomAndRecovers() {
        FullableExecutor executor = new FullableExecutor();
        CertificateMinter busy = new CertificateMinter(stats, executor, clock);
        X509Certificate real = good();
        executor.full = true;
        assertThat(busy.mintTrusted(real, signer, KeyType.EC).toCompletableFuture())
                .isCompletedExceptionally();
        executor.full = false;
        CompletableFuture<MintedLeaf> again =
                busy.mintTrusted(real, signer, KeyType.EC).toCompletableFuture();

        assertThat(again).isCompleted();
    }

    @Test
    void hidesTheKeyFromLogs() {
        assertThat(trusted(good(), KeyType.EC)).hasToString("MintedLeaf[minted-1]");
    }

    private MintedLeaf minted(X509Certificate real, Identity by) {
        return minter.mintTrusted(real, by, KeyType.EC).toCompletableFuture().join();
    }

    private X509Certificate good() {
        return server("www.example.org").issuedBy(realCa).certificate();
    }

    private MintedLeaf trusted(X509Certificate real, KeyType type) {
        return minter.mintTrusted(real, signer, type).toCompletableFuture().join();
    }

    private MintedLeaf untrusted(X509Certificate real) {
        return minter.mintUntrusted(real, untrusted, KeyType.EC)
                .toCompletableFuture()
                .join();
    }

    private static boolean belongTogether(MintedLeaf leaf, String algorithm) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(leaf.privateKey());
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.certificate());
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    private static LeafName leafName(int number) {
        Fingerprint upstream = Fingerprint.of(Integer.toString(number).getBytes(UTF_8));
        return new LeafName(upstream, Fingerprint.of(new byte[0]), KeyType.EC, true);
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static final class FullableExecutor implements Executor {
        private boolean full;

        @Override
        public void execute(Runnable task) {
            if (full) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        }
    }
}
