package org.bumpwire.proxy.mint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.operator.OperatorCreationException;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.crypto.Fingerprint;
import org.bumpwire.proxy.flow.SslInspStats;
import org.jspecify.annotations.Nullable;

/**
 * Copies servers' certificates under the device's own CAs, each once while it is kept; safe for any thread.
 *
 * <p>A copy is found by the hash of the certificate that it copies, its signer and its key type, and never by a name. It is
 * made anew when its key is a day old, and before it expires where a new one would be valid for longer.
 */
public final class CertificateMinter {
    /** Leaves kept at most. */
    public static final int MAX_KEPT = LeafCache.MAX_KEPT;

    /** What the leaves kept take at most, as they are weighed. */
    public static final int MAX_KEPT_BYTES = LeafCache.MAX_BYTES;

    /** A copy that ends sooner is made anew, if it can end later. */
    private static final Duration LEFT_AT_LEAST = Duration.ofHours(1);

    private static final int MAX_SIGNERS = 256;

    private final SslInspStats stats;
    private final Executor executor;
    private final Clock clock;
    private final LeafKeys keys;
    private final LeafCache leaves = new LeafCache();
    private final Cache<X509Certificate, Fingerprint> signers = Caffeine.newBuilder()
            .maximumSize(MAX_SIGNERS)
            .executor(Runnable::run)
            .build();
    /** A key is of one signer only. */
    private final Cache<KeyPair, LeafCertificate> certificates =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    private final AtomicLong minted = new AtomicLong();

    /**
     * @param executor where certificates are signed and keys are made
     */
    public CertificateMinter(SslInspStats stats, Executor executor, Clock clock) {
        this.stats = stats;
        this.executor = executor;
        this.clock = clock;
        keys = new LeafKeys(executor, clock);
    }

    /** Makes the keys of leaves that a signer will need, ahead of its first session. */
    public void prepare(Identity signer) {
        Fingerprint fingerprint = signerFingerprint(signer);
        for (KeyType type : KeyType.values()) {
            CompletableFuture<KeyPair> unused = keys.of(fingerprint, type);
        }
    }

    /**
     * Answers a copy of a good certificate, signed by the signing CA; the answer may come on another thread, and fails
     * if the executor has no room or the signer cannot sign.
     *
     * @param upstream what the server showed
     */
    public CompletionStage<MintedLeaf> mintTrusted(X509Certificate upstream, Identity signer, KeyType keyType) {
        return leaf(upstream, signer, keyType, true);
    }

    /** Answers a copy of a bad certificate, with its names and its end as they are, signed by the untrusted CA. */
    public CompletionStage<MintedLeaf> mintUntrusted(X509Certificate upstream, Identity signer, KeyType keyType) {
        stats.certUntrustedSigned.increment();
        return leaf(upstream, signer, keyType, false);
    }

    /** The leaves that are kept, those minted last first. */
    public List<KeptLeaf> newest(int count) {
        return leaves.newest(count);
    }

    /** How many leaves are kept. */
    public int kept() {
        return leaves.size();
    }

    /** What they take, as they are weighed. */
    public long keptBytes() {
        return leaves.bytes();
    }

    /** Forgets every leaf, so that each is minted anew; sessions that have one keep it. */
    public void clear() {
        leaves.clear();
    }

    private CompletionStage<MintedLeaf> leaf(
            X509Certificate upstream, Identity signer, KeyType keyType, boolean trusted) {
        LeafName name = new LeafName(fingerprint(upstream), signerFingerprint(signer), keyType, trusted);
        CompletableFuture<KeyPair> leafKey = keys.of(name.signer(), keyType);
        dropIfStale(name, upstream, signer, leafKey);
        CompletableFuture<LeafCache.Entry> promised = new CompletableFuture<>();
        @Nullable CompletableFuture<LeafCache.Entry> kept = leaves.putIfAbsent(name, promised);
        if (kept != null) {
            (kept.isDone() ? stats.certCacheHit : stats.certCacheMiss).increment();
            return kept.thenApply(CertificateMinter::used);
        }
        stats.certCacheMiss.increment();
        var unused = leafKey.thenApplyAsync(key -> signed(name, upstream, signer, key), executor)
                .whenComplete((entry, failure) -> keep(promised, entry, failure));
        return promised.thenApply(CertificateMinter::used);
    }

    private static MintedLeaf used(LeafCache.Entry entry) {
        entry.uses().incrementAndGet();
        return entry.leaf();
    }

    private void dropIfStale(
            LeafName name, X509Certificate upstream, Identity signer, CompletableFuture<KeyPair> leafKey) {
        Optional<CompletableFuture<LeafCache.Entry>> found = leaves.find(name);
        if (found.isEmpty() || !found.get().isDone() || found.get().isCompletedExceptionally()) {
            return;
        }
        MintedLeaf leaf = found.get().join().leaf();
        if (hasOldKey(leaf, leafKey) || couldEndLater(leaf, upstream, signer)) {
            leaves.drop(name, found.get());
        }
    }

    private static boolean hasOldKey(MintedLeaf leaf, CompletableFuture<KeyPair> leafKey) {
        return leafKey.isDone()
                && !leafKey.isCompletedExceptionally()
                && !leafKey.join().getPrivate().equals(leaf.privateKey());
    }

    private boolean couldEndLater(MintedLeaf leaf, X509Certificate upstream, Identity signer) {
        Instant now = clock.instant();
        return now.plus(LEFT_AT_LEAST).isAfter(leaf.notAfter())
                && LeafCertificate.Validity.of(upstream, signer.certificate(), now)
                        .until()
                        .isAfter(leaf.notAfter());
    }

    private static void keep(
            CompletableFuture<LeafCache.Entry> promised, LeafCache.@Nullable Entry entry, @Nullable Throwable failure) {
        if (entry != null) {
            promised.complete(entry);
        } else {
            promised.completeExceptionally(failure == null ? new IllegalStateException("No leaf") : failure);
        }
    }

    private LeafCache.Entry signed(LeafName name, X509Certificate upstream, Identity signer, KeyPair leafKey) {
        Instant now = clock.instant();
        LeafCertificate.Validity validity = LeafCertificate.Validity.of(upstream, signer.certificate(), now);
        try {
            X509Certificate copy = certificates(signer, leafKey).copy(upstream, validity);
            MintedLeaf leaf = new MintedLeaf(
                    "minted-" + minted.incrementAndGet(),
                    chain(copy, signer),
                    leafKey.getPrivate(),
                    name.keyType(),
                    name.trusted(),
                    validity.until());
            stats.certMinted.increment();
            return new LeafCache.Entry(leaf, now);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new CompletionException(e);
        }
    }

    private LeafCertificate certificates(Identity signer, KeyPair leafKey)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        @Nullable LeafCertificate prepared = certificates.getIfPresent(leafKey);
        if (prepared == null) {
            prepared = LeafCertificate.of(signer, leafKey.getPublic());
            certificates.put(leafKey, prepared);
        }
        return prepared;
    }

    /** Clients have the root; it is sent only where it is the signer itself. */
    private static List<X509Certificate> chain(X509Certificate copy, Identity signer) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(copy);
        chain.add(signer.certificate());
        signer.chain().stream()
                .skip(1)
                .filter(certificate ->
                        !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .forEach(chain::add);
        return chain;
    }

    /** There are few, and each is asked for at every handshake. */
    private Fingerprint signerFingerprint(Identity signer) {
        return signers.get(signer.certificate(), CertificateMinter::fingerprint);
    }

    private static Fingerprint fingerprint(X509Certificate certificate) {
        try {
            return Fingerprint.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that cannot be encoded cannot be copied", e);
        }
    }
}
