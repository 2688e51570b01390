package org.bumpwire.proxy.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

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
    private final Cache<Key, CompletableFuture<Judgement>> judgements = Caffeine.newBuilder()
            .maximumSize(MAX_KEPT)
            .expireAfterWrite(KEPT_AT_MOST)
            .executor(Runnable::run)
            .build();

    /**
     * @param executor where paths are built and signatures checked
     */
    public UpstreamVerifier(Executor executor, Clock clock) {
        this.executor = executor;
        this.clock = clock;
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
        }
    }

    private CompletableFuture<Judgement> judgement(Key key, List<byte[]> chain) {
        dropIfOutdated(key);
        CompletableFuture<Judgement> promised = new CompletableFuture<>();
        CompletableFuture<Judgement> kept = judgements.asMap().putIfAbsent(key, promised);
        if (kept != null) {
            return kept;
        }
        try {
            CompletableFuture<Judgement> unused = CompletableFuture.supplyAsync(
                            () -> ChainVerifier.judge(chain, key.policy, clock.instant()), executor)
                    .whenComplete((judgement, failure) -> keep(key, promised, judgement, failure));
        } catch (RejectedExecutionException e) {
            keep(key, promised, null, e);
        }
        return promised;
    }

    private void dropIfOutdated(Key key) {
        CompletableFuture<Judgement> kept = judgements.getIfPresent(key);
        if (kept != null
                && kept.isDone()
                && !kept.isCompletedExceptionally()
                && clock.instant().isAfter(kept.join().until())) {
            judgements.asMap().remove(key, kept);
        }
    }

    /** A failure is no judgement, and not kept. */
    private void keep(
            Key key,
            CompletableFuture<Judgement> promised,
            @Nullable Judgement judgement,
            @Nullable Throwable failure) {
        if (judgement != null) {
            promised.complete(judgement);
        } else {
            judgements.asMap().remove(key, promised);
            promised.completeExceptionally(failure == null ? new IllegalStateException("No judgement") : failure);
        }
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
