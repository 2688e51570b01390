package org.bumpwire.proxy.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bumpwire.proxy.crypto.Fingerprint;
import org.bumpwire.proxy.revocation.CertificateLookups;
import org.bumpwire.proxy.revocation.Doubt;
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
    private static final int MAX_FETCHES = 3;
    private static final int MAX_DETOURS = 3;
    private static final int MAX_KEPT = 10_000;
    private static final Duration KEPT_AT_MOST = Duration.ofMinutes(10);

    private final Executor executor;
    private final Clock clock;
    private final CertificateLookups lookups;
    private final Cache<Key, CompletableFuture<Judgement>> judgements = Caffeine.newBuilder()
            .maximumSize(MAX_KEPT)
            .expireAfterWrite(KEPT_AT_MOST)
            .executor(Runnable::run)
            .build();

    /**
     * @param executor where paths are built and signatures checked
     * @param lookups what others say of the certificates
     */
    public UpstreamVerifier(Executor executor, Clock clock, CertificateLookups lookups) {
        this.lookups = lookups;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Judges a chain; the answer may come on another thread, and fails if the executor has no room.
     *
     * @param chain in DER as the server sent it, its own certificate first
     * @param staple the OCSP response that it sent along; empty for none
     * @param name the host name or literal IP address that the client asked for; empty if it named none, which leaves
     *     the comparison to the client, for it is shown the same names
     */
    public CompletionStage<CertificateVerdict> verify(
            List<byte[]> chain, byte[] staple, String name, TrustPolicy policy) {
        return verify(chain, staple, name, policy, MAX_DETOURS);
    }

    /** Where an intermediate was revoked, another certificate of the same CA may lead to a good end without it. */
    private CompletionStage<CertificateVerdict> verify(
            List<byte[]> chain, byte[] staple, String name, TrustPolicy policy, int detours) {
        return judgement(chain, policy, MAX_FETCHES)
                .thenCompose(judgement -> doubts(judgement, staple, policy).thenCompose(doubts -> {
                    CertificateVerdict verdict = verdict(judgement, doubts, name);
                    List<byte[]> rest =
                            doubts.isEmpty() ? chain : ChainVerifier.without(chain, revokedIssuers(judgement, doubts));
                    if (detours == 0 || rest.size() == chain.size()) {
                        return CompletableFuture.completedFuture(verdict);
                    }
                    return verify(rest, staple, name, policy, detours - 1)
                            .thenApply(other -> other.good() ? other : verdict);
                }));
    }

    private static List<X509Certificate> revokedIssuers(Judgement judgement, List<Doubt> doubts) {
        List<X509Certificate> path = judgement.path().map(Path::certificates).orElse(List.of());
        return doubts.stream()
                .filter(doubt -> doubt.revoked() && doubt.depth() > 0 && doubt.depth() < path.size())
                .map(doubt -> path.get(doubt.depth()))
                .toList();
    }

    /** As long as an issuer is missing and may be fetched, the chain is judged again with what came. */
    private CompletionStage<Judgement> judgement(List<byte[]> chain, TrustPolicy policy, int fetches) {
        return judgement(new Key(Fingerprint.of(chain), policy), chain).thenCompose(judgement -> {
            Optional<X509Certificate> orphan = judgement.orphan();
            if (fetches == 0 || !policy.lookups().intermediates() || orphan.isEmpty()) {
                return CompletableFuture.completedFuture(judgement);
            }
            return lookups.issuersOf(orphan.get()).thenCompose(fetched -> {
                List<byte[]> longer = ChainVerifier.extended(chain, fetched);
                return longer.size() == chain.size()
                        ? CompletableFuture.completedFuture(judgement)
                        : judgement(longer, policy, fetches - 1);
            });
        });
    }

    private CompletionStage<List<Doubt>> doubts(Judgement judgement, byte[] staple, TrustPolicy policy) {
        return judgement
                .path()
                .filter(path -> judgement.vouched())
                .map(path -> lookups.doubts(path.withAnchor(), staple, policy.lookups()))
                .orElse(CompletableFuture.completedFuture(List.of()));
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

    private static CertificateVerdict verdict(Judgement judgement, List<Doubt> doubts, String name) {
        Optional<Finding> mismatch =
                name.isEmpty() ? Optional.empty() : judgement.names().mismatch(name);
        List<Finding> findings = new ArrayList<>(judgement.findings());
        for (Doubt doubt : doubts) {
            findings.add(finding(doubt));
        }
        mismatch.ifPresent(findings::add);
        return new CertificateVerdict(findings);
    }

    private static Finding finding(Doubt doubt) {
        Rule rule = doubt.revoked() ? Rule.REVOKED : Rule.REVOCATION_STATUS;
        return new Finding(rule, doubt.depth(), doubt.sentence(), doubt.standard());
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

    /** What a judgement is kept by. */
    private static final class Key {
        private final Fingerprint chain;
        private final TrustPolicy policy;

        Key(Fingerprint chain, TrustPolicy policy) {
            this.chain = chain;
            this.policy = policy;
        }

        // Policies are equal only to themselves.
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && policy == that.policy && chain.equals(that.chain);
        }

        @Override
        public int hashCode() {
            return chain.hashCode();
        }
    }
}
