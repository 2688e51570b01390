package org.bumpwire.proxy.mint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.operator.OperatorCreationException;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.flow.SslInspStats;
import org.jspecify.annotations.Nullable;

/**
 * Copies servers' certificates under the device's own CAs, each once while it is kept; safe for any thread.
 *
 * <p>A copy is found by the hash of the certificate that it copies, its signer and its key type, and never by a name.
 */
public final class CertificateMinter {
    /** Leaves kept; one takes about 6 KiB, and its key material in the TLS engine as much again. */
    public static final int MAX_KEPT = 10_000;

    private static final Duration KEPT_UNUSED = Duration.ofHours(12);

    private final SslInspStats stats;
    private final Executor executor;
    private final Clock clock;
    private final LeafKeys keys;
    private final Map<X509Certificate, String> signers = new ConcurrentHashMap<>();
    private final AtomicLong minted = new AtomicLong();
    private final Cache<Key, CompletableFuture<MintedLeaf>> leaves = Caffeine.newBuilder()
            .maximumSize(MAX_KEPT)
            .expireAfterAccess(KEPT_UNUSED)
            .executor(Runnable::run)
            .build();
    private final Cache<String, MintedLeaf> byAlias =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    /**
     * @param executor where certificates are signed and keys are made
     */
    public CertificateMinter(SslInspStats stats, Executor executor, Clock clock) {
        this.stats = stats;
        this.executor = executor;
        this.clock = clock;
        keys = new LeafKeys(executor);
    }

    /** Makes the keys of leaves that a signer will need, ahead of its first session. */
    public void prepare(Identity signer) {
        String fingerprint = signerFingerprint(signer);
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

    /** Answers a copy of a bad certificate, with its names and dates as they are, signed by the untrusted CA. */
    public CompletionStage<MintedLeaf> mintUntrusted(X509Certificate upstream, Identity signer, KeyType keyType) {
        stats.certUntrustedSigned.increment();
        return leaf(upstream, signer, keyType, false);
    }

    /** A leaf by its alias, as long as the cache or a flow holds it. */
    public Optional<MintedLeaf> leaf(String alias) {
        return Optional.ofNullable(byAlias.getIfPresent(alias));
    }

    private CompletionStage<MintedLeaf> leaf(
            X509Certificate upstream, Identity signer, KeyType keyType, boolean trusted) {
        Key key = new Key(fingerprint(upstream), signerFingerprint(signer), keyType, trusted);
        dropIfOutlived(key, upstream);
        CompletableFuture<MintedLeaf> promised = new CompletableFuture<>();
        CompletableFuture<MintedLeaf> kept = leaves.asMap().putIfAbsent(key, promised);
        if (kept != null) {
            (kept.isDone() ? stats.certCacheHit : stats.certCacheMiss).increment();
            return kept;
        }
        stats.certCacheMiss.increment();
        CompletableFuture<MintedLeaf> unused = keys.of(key.signer, keyType)
                .thenApplyAsync(leafKey -> signed(key, upstream, signer, leafKey), executor)
                .whenComplete((leaf, failure) -> keep(key, promised, leaf, failure));
        return promised;
    }

    /** A copy that has expired before its original has to be made anew. */
    private void dropIfOutlived(Key key, X509Certificate upstream) {
        CompletableFuture<MintedLeaf> kept = leaves.getIfPresent(key);
        if (kept == null || !kept.isDone() || kept.isCompletedExceptionally()) {
            return;
        }
        Instant end = kept.join().notAfter();
        if (clock.instant().isAfter(end) && upstream.getNotAfter().toInstant().isAfter(end)) {
            leaves.asMap().remove(key, kept);
        }
    }

    /** A failure is not kept, so that the next session tries again. */
    private void keep(
            Key key, CompletableFuture<MintedLeaf> promised, @Nullable MintedLeaf leaf, @Nullable Throwable failure) {
        if (leaf != null) {
            promised.complete(leaf);
        } else {
            leaves.asMap().remove(key, promised);
            promised.completeExceptionally(failure == null ? new IllegalStateException("No leaf") : failure);
        }
    }

    private MintedLeaf signed(Key key, X509Certificate upstream, Identity signer, KeyPair leafKey) {
        LeafCertificate.Validity validity =
                LeafCertificate.Validity.of(upstream, signer.certificate(), key.trusted, clock.instant());
        try {
            X509Certificate copy = LeafCertificate.signed(upstream, validity, leafKey.getPublic(), signer);
            MintedLeaf leaf = new MintedLeaf(
                    "minted-" + minted.incrementAndGet(),
                    chain(copy, signer),
                    leafKey.getPrivate(),
                    key.keyType,
                    key.trusted,
                    validity.until());
            byAlias.put(leaf.alias(), leaf);
            stats.certMinted.increment();
            return leaf;
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new CompletionException(e);
        }
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
    private String signerFingerprint(Identity signer) {
        return signers.computeIfAbsent(signer.certificate(), CertificateMinter::fingerprint);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that cannot be encoded cannot be copied", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    private record Key(String upstream, String signer, KeyType keyType, boolean trusted) {}
}
