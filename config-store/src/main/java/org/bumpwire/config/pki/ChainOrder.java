package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts certificates in the order in which a TLS server sends them, whatever order their file had. */
final class ChainOrder {
    static final int MAX_LENGTH = 10;

    private ChainOrder() {}

    /** From a certificate to the last issuer that is known; what does not belong to it is left out. */
    static List<X509Certificate> from(X509Certificate leaf, Collection<X509Certificate> others) {
        return continued(List.of(leaf), others);
    }

    /** A chain in order, lengthened by the issuers that are among others. */
    static List<X509Certificate> continued(List<X509Certificate> begun, Collection<X509Certificate> others) {
        List<X509Certificate> chain = new ArrayList<>(begun);
        Optional<X509Certificate> next = issuer(chain.get(chain.size() - 1), chain, others);
        while (next.isPresent() && chain.size() < MAX_LENGTH) {
            chain.add(next.get());
            next = issuer(next.get(), chain, others);
        }
        return chain;
    }

    /** Of several issuers (a renewed or cross-signed CA) the one that is valid longest. */
    private static Optional<X509Certificate> issuer(
            X509Certificate certificate, List<X509Certificate> chain, Collection<X509Certificate> others) {
        if (Certificates.isSelfSigned(certificate)) {
            return Optional.empty();
        }
        return others.stream()
                .filter(other -> !chain.contains(other) && Certificates.isIssuedBy(certificate, other))
                .max(Comparator.comparing(X509Certificate::getNotAfter));
    }
}
