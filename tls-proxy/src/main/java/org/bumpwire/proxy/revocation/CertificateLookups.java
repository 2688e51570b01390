package org.bumpwire.proxy.revocation;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.bumpwire.config.model.TrustStore.Lookups;
import org.bumpwire.proxy.flow.SslInspStats;

/** What the device learns about certificates from others than the server, and how long it remembers. */
public final class CertificateLookups implements AutoCloseable {
    private final HttpFetch fetch;
    private final RevocationChecks revocation;
    private final MissingIssuers issuers;

    /**
     * @param offLimits addresses that nothing is fetched from, whoever names them
     * @param workers where staples are read
     */
    public CertificateLookups(Predicate<InetAddress> offLimits, Executor workers, SslInspStats stats, Clock clock) {
        fetch = new HttpFetch(offLimits, stats.statusFetched, stats.statusFetchFailed);
        revocation = new RevocationChecks(fetch, workers, stats, clock);
        issuers = new MissingIssuers(fetch, clock);
    }

    /**
     * Why the certificates of a valid path must not be accepted as not revoked; nothing for a path that is as good as
     * the trust store asks. Never fails.
     *
     * @param path the server's certificate first, each issued by the next, the trust anchor last
     * @param staple the OCSP response that the server sent along; empty for none
     */
    public CompletionStage<List<Doubt>> doubts(List<X509Certificate> path, byte[] staple, Lookups lookups) {
        return revocation.doubts(path, staple, lookups);
    }

    /** Certificates in DER that may have issued the given one, fetched from where it says; none if there are none. */
    public CompletionStage<List<byte[]>> issuersOf(X509Certificate certificate) {
        return issuers.of(certificate);
    }

    /** What is remembered of certificates' revocation now, in no order. */
    public List<KnownStatus> known() {
        return revocation.known();
    }

    /** Forgets everything that was learned. */
    public void clear() {
        revocation.clear();
        issuers.clear();
    }

    /** Fetches nothing more. */
    @Override
    public void close() {
        fetch.close();
    }
}
