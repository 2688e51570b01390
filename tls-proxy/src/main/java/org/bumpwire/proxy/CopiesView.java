package org.bumpwire.proxy;

import java.time.Instant;
import java.util.List;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.mint.CertificateMinter;
import org.bumpwire.proxy.mint.KeptLeaf;

/**
 * The copies of servers' certificates that the device keeps, as an operator sees them.
 *
 * @param bytes what they take, roughly
 * @param hits sessions whose copy was at hand, and {@code misses} those that waited for one, since the counters were cleared
 * @param newest those minted last first, as many as were asked for
 */
public record CopiesView(
        int kept, int mostKept, long bytes, long mostBytes, long hits, long misses, List<Copy> newest) {
    public CopiesView {
        newest = List.copyOf(newest);
    }

    static CopiesView of(CertificateMinter minter, SslInspStats stats, int newest) {
        return new CopiesView(
                minter.kept(),
                CertificateMinter.MAX_KEPT,
                minter.keptBytes(),
                CertificateMinter.MAX_KEPT_BYTES,
                stats.certCacheHit.value(),
                stats.certCacheMiss.value(),
                minter.newest(newest).stream().map(Copy::of).toList());
    }

    /** One of them. */
    public record Copy(
            String subject,
            String issuer,
            Instant notBefore,
            Instant notAfter,
            String keyType,
            boolean trusted,
            Instant mintedAt,
            long uses) {
        static Copy of(KeptLeaf kept) {
            var certificate = kept.leaf().certificate();
            return new Copy(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    kept.leaf().keyType().name(),
                    kept.leaf().trusted(),
                    kept.mintedAt(),
                    kept.uses());
        }
    }
}
