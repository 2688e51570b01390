package org.bumpwire.proxy.verify;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A way from the server's certificate up to a CA of the trust store.
 *
 * @param certificates the server's first, each issued by the next; without the anchor
 * @param anchor absent where none was found
 */
record Path(List<X509Certificate> certificates, Optional<TrustAnchor> anchor) {
    private static final int LONGEST_NAME = 150;

    Path {
        certificates = List.copyOf(certificates);
    }

    X509Certificate server() {
        return certificates.get(0);
    }

    X509Certificate top() {
        return certificates.get(certificates.size() - 1);
    }

    /** A name as findings say it; peers may make theirs as long as they like. */
    static String shortened(X500Principal principal) {
        String name = principal.getName();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** The certificates, and above them the anchor's where there is one. */
    List<X509Certificate> withAnchor() {
        List<X509Certificate> all = new ArrayList<>(certificates);
        anchor.map(TrustAnchor::getTrustedCert).ifPresent(all::add);
        return all;
    }
}
