package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Says in the guide's words whether a certificate can be used today; of several faults the gravest. */
public final class CertificateStatus {
    /** From here on an operator is warned. */
    public static final Duration SOON = Duration.ofDays(30);

    private final Anchors anchors;
    private final Instant now;

    /**
     * Judges as of one moment.
     *
     * @param anchors who vouches for certificates of others
     */
    public CertificateStatus(Anchors anchors, Instant now) {
        this.anchors = anchors;
        this.now = now;
    }

    /**
     * CAs in the order in which they are asked.
     *
     * @param own those that the operator added
     * @param packaged the default package, which is large and so read only where it is needed
     */
    public record Anchors(List<X509Certificate> own, Supplier<List<X509Certificate>> packaged) {}

    /**
     * The status of the first of a chain.
     *
     * @param revoked whether its issuer is known to have revoked it
     */
    public String of(List<X509Certificate> chain, KeyState key, boolean revoked) {
        X509Certificate certificate = chain.get(0);
        Instant end = certificate.getNotAfter().toInstant();
        if (key == KeyState.MISSING || key == KeyState.BROKEN) {
            return key == KeyState.MISSING ? "Broken key (it is missing)" : "Broken key";
        }
        if (revoked) {
            return "Revoked";
        }
        if (now.isAfter(end)) {
            return "Expired";
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return "Not yet valid";
        }
        if (!isAnchored(chain)) {
            return "No trust anchor";
        }
        Duration left = Duration.between(now, end);
        return left.compareTo(SOON) > 0 ? "Valid" : "Valid, " + expiresIn(left.toDays());
    }

    static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String expiresIn(long days) {
        return days == 0 ? "expires today" : "expires in %d day%s".formatted(days, days == 1 ? "" : "s");
    }

    /** A self-signed certificate is its own anchor: whoever is to trust it gets it by hand. */
    private boolean isAnchored(List<X509Certificate> chain) {
        List<X509Certificate> built = ChainOrder.from(chain.get(0), chain);
        built = ChainOrder.continued(built, anchors.own());
        X509Certificate last = built.get(built.size() - 1);
        return Certificates.isSelfSigned(last)
                || anchors.own().contains(last)
                || isIssuedByOne(last, anchors.packaged().get());
    }

    private static boolean isIssuedByOne(X509Certificate certificate, Collection<X509Certificate> cas) {
        return cas.contains(certificate) || cas.stream().anyMatch(ca -> Certificates.isIssuedBy(certificate, ca));
    }
}
