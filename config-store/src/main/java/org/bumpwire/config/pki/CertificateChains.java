package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes of what was imported what a TLS server sends. */
public final class CertificateChains {
    private CertificateChains() {}

    /** The chain with the intermediates that it lacks; roots are not added, for clients have their own. */
    public static List<X509Certificate> completed(List<X509Certificate> chain, Collection<X509Certificate> cas) {
        List<X509Certificate> longer = new ArrayList<>(ChainOrder.continued(chain, cas));
        while (longer.size() > chain.size() && Certificates.isSelfSigned(longer.get(longer.size() - 1))) {
            longer.remove(longer.size() - 1);
        }
        return List.copyOf(longer);
    }
}
