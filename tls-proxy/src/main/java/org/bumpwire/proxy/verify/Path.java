package org.bumpwire.proxy.verify;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way from the server's certificate up to a CA of the trust store.
 *
 * @param certificates the server's first, each issued by the next; without the anchor
 * @param anchor absent where none was found
 */
record Path(List<X509Certificate> certificates, Optional<TrustAnchor> anchor) {
    Path {
        certificates = List.copyOf(certificates);
    }

    X509Certificate server() {
        return certificates.get(0);
    }

    X509Certificate top() {
        return certificates.get(certificates.size() - 1);
    }

    /** The certificates, and above them the anchor's where there is one. */
    List<X509Certificate> withAnchor() {
        List<X509Certificate> all = new ArrayList<>(certificates);
        anchor.map(TrustAnchor::getTrustedCert).ifPresent(all::add);
        return all;
    }
}
