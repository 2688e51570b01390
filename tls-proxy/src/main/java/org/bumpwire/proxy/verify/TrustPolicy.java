package org.bumpwire.proxy.verify;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.model.TrustStore.Lookups;

/** By what servers' certificates are judged; made once for each policy of a plan, and equal only to itself. */
public final class TrustPolicy {
    private final TrustAnchors anchors;
    private final Lookups lookups;
    private final int minKeyLength;
    private final List<X509Certificate> ownCas;

    /**
     * @param minKeyLength shortest RSA key in bits, anywhere in the chain
     * @param ownCas the device's signing and untrusted CAs, which vouch for nobody upstream
     */
    public TrustPolicy(TrustStore trustStore, int minKeyLength, List<X509Certificate> ownCas) {
        anchors = new TrustAnchors(trustStore);
        lookups = trustStore.lookups();
        this.minKeyLength = minKeyLength;
        this.ownCas = List.copyOf(ownCas);
    }

    TrustAnchors anchors() {
        return anchors;
    }

    Lookups lookups() {
        return lookups;
    }

    int minKeyLength() {
        return minKeyLength;
    }

    List<X509Certificate> ownCas() {
        return ownCas;
    }
}
