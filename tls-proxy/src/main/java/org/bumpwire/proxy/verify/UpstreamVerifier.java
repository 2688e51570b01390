package org.bumpwire.proxy.verify;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Judges the certificates that servers show; safe for any thread and cheap to ask on an event loop. */
public final class UpstreamVerifier {
    private final Executor executor;
    private final Clock clock;

    /**
     * @param executor where what takes long is done
     */
    public UpstreamVerifier(Executor executor, Clock clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Judges a chain for a name; the answer may come on another thread.
     *
     * @param chain as the server sent it, its own certificate first
     * @param name the host name or literal IP address that the client asked for
     */
    public CompletionStage<CertificateVerdict> verify(List<X509Certificate> chain, String name, TrustPolicy policy) {
        return CompletableFuture.supplyAsync(
                () -> new CertificateVerdict(List.of(
                        new Finding(Finding.Rule.PATH, policy.minKeyLength() + chain.size(), name, clock.toString()))),
                executor);
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
                Finding.Rule.SAME_KEY,
                0,
                "Server's public key is of none of the certificates that the server proxy holds",
                "upstream-check same-key")));
    }
}
