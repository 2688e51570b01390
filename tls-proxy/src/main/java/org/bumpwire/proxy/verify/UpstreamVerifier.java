package org.bumpwire.proxy.verify;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bumpwire.proxy.verify.ChainVerifier.Judgement;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * Judges the certificates that servers show; safe for any thread and cheap to ask on an event loop.
 *
 * <p>What is kept is the judgement of one exact chain under one trust policy, until time may change it and for ten
 * minutes at most. The host name is compared at each handshake, so no verdict is ever due to a name.
 */
public final class UpstreamVerifier {
    private static final int MAX_KEPT = 10_000;
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(10);

    private final Executor executor;
    private final Clock clock;
    private final AsyncCache<Key, Judgement> judgements;

    /**
     * @param executor where paths are built and signatures checked
     */
    public UpstreamVerifier(Executor executor, Clock clock) {
        this.executor = executor;
        this.clock = clock;
        judgements = Caffeine.newBuilder()
                .maximumSize(MAX_KEPT)
                .expireAfter(Expiry.creating((Key key, Judgement judgement) -> untilChange(judgement)))
                .executor(Runnable::run)
                .buildAsync();
    }

    private Duration untilChange(Judgement judgement) {
        Instant now = clock.instant();
        if (judgement.until().isAfter(now.plus(KEPT_AT_MOST))) {
            return KEPT_AT_MOST;
        }
        Duration left = Duration.between(now, judgement.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Judges a chain; the answer may come on another thread, and fails if the executor has no room.
     *
     * @param chain as the server sent it, its own certificate first
     * @param name the host name or literal IP address that the client asked for; empty if it named none, which leaves
     *     the comparison to the client, for it is shown the same names
     */
    public CompletionStage<CertificateVerdict> verify(List<X509Certificate> chain, String name, TrustPolicy policy) {
        try {
            List<byte[]> encoded = encoded(chain);
            return judgement(new Key(hash(encoded), policy), encoded).thenApply(judgement -> verdict(judgement, name));
        } catch (CertificateEncodingException e) {
            return CompletableFuture.completedFuture(unreadable());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Judgement> judgement(Key key, List<byte[]> chain) {
        CompletableFuture<Judgement> kept = judgements.getIfPresent(key);
        // The clock may have jumped, which the cache's own timer does not see.
        if (kept != null && kept.isDone() && !kept.isCompletedExceptionally() && !holds(kept.join())) {
            judgements.asMap().remove(key, kept);
        }
        return judgements.get(
                key,
                (k, unused) -> CompletableFuture.supplyAsync(
                        () -> ChainVerifier.judge(chain, k.policy, clock.instant()), executor));
    }

    private boolean holds(Judgement judgement) {
        return !clock.instant().isAfter(judgement.until());
    }

    private static CertificateVerdict verdict(Judgement judgement, String name) {
        Optional<Finding> mismatch =
                name.isEmpty() ? Optional.empty() : judgement.names().mismatch(name);
        List<Finding> findings = new ArrayList<>(judgement.findings());
        mismatch.ifPresent(findings::add);
        return new CertificateVerdict(findings);
    }

    /** Whether a server shows the public key of one of the certificates that a server proxy holds. */
    public static CertificateVerdict verifySameKey(List<X509Certificate> chain, List<X509Certificate> held) {
        boolean same = !chain.isEmpty()
                && held.stream()
                        .anyMatch(certificate ->
                                certificate.getPublicKey().equals(chain.get(0).getPublicKey()));
        if (same) {
            return new CertificateVerdict(List.of());
        }
        return new CertificateVerdict(List.of(new Finding(
                Rule.SAME_KEY,
                0,
                "Server's public key is of none of the certificates that the server proxy holds",
                "upstream-check same-key")));
    }

    private static CertificateVerdict unreadable() {
        return new CertificateVerdict(
                List.of(new Finding(Rule.CHAIN, 0, "Server's certificate cannot be read", "RFC 5280, section 4.1")));
    }

    private static List<byte[]> encoded(List<X509Certificate> chain) throws CertificateEncodingException {
        List<byte[]> encoded = new ArrayList<>(chain.size());
        for (X509Certificate certificate : chain) {
            encoded.add(certificate.getEncoded());
        }
        return encoded;
    }

    private static String hash(List<byte[]> chain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            chain.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    /** DER says its own length, so that no two chains run together into the same bytes. */
    private record Key(String chainHash, TrustPolicy policy) {}
}
