package org.bumpwire.proxy.mint;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.flow.SslInspStats;

/** Copies servers' certificates under the device's own CAs, each once; safe for any thread. */
public final class CertificateMinter {
    private final SslInspStats stats;
    private final Executor executor;
    private final Clock clock;

    /**
     * @param executor where certificates are signed and keys are made
     */
    public CertificateMinter(SslInspStats stats, Executor executor, Clock clock) {
        this.stats = stats;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Answers a copy of a good certificate, signed by the signing CA; the answer may come on another thread.
     *
     * @param upstream what the server showed
     */
    public CompletionStage<MintedLeaf> mintTrusted(X509Certificate upstream, Identity signer, KeyType keyType) {
        return mint(upstream, signer, keyType);
    }

    /** Answers a copy of a bad certificate with all its faults, signed by the untrusted CA. */
    public CompletionStage<MintedLeaf> mintUntrusted(X509Certificate upstream, Identity signer, KeyType keyType) {
        return mint(upstream, signer, keyType);
    }

    /** A leaf by its alias, as long as the cache or a flow holds it. */
    public Optional<MintedLeaf> leaf(String alias) {
        return Optional.empty();
    }

    private CompletionStage<MintedLeaf> mint(X509Certificate upstream, Identity signer, KeyType keyType) {
        stats.certMinted.add(0);
        executor.execute(() -> {});
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException(upstream + " " + signer + keyType + clock));
    }
}
