package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** Says in a few words whether a certificate can be used today. */
final class CertificateStatus {
    private static final Duration SOON = Duration.ofDays(30);

    private CertificateStatus() {}

    static String of(List<X509Certificate> chain, Collection<X509Certificate> trusted, Instant now) {
        X509Certificate certificate = chain.get(0);
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            return "expired";
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return "not yet valid";
        }
        if (!isAnchored(chain, trusted)) {
            return "no trust anchor";
        }
        Duration left = Duration.between(now, end);
        return left.compareTo(SOON) > 0 ? "valid" : expiresIn(left.toDays());
    }

    static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String expiresIn(long days) {
        return days == 0 ? "expires today" : "expires in %d day%s".formatted(days, days == 1 ? "" : "s");
    }

    /** A self-signed certificate is its own anchor: whoever is to trust it gets it by hand. */
    private static boolean isAnchored(List<X509Certificate> chain, Collection<X509Certificate> trusted) {
        List<X509Certificate> built = ChainOrder.from(chain.get(0), chain);
        X509Certificate last = built.get(built.size() - 1);
        return Certificates.isSelfSigned(last)
                || trusted.contains(last)
                || trusted.stream().anyMatch(ca -> Certificates.isIssuedBy(last, ca));
    }
}
