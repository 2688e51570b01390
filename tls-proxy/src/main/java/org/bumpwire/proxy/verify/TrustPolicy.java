package org.bumpwire.proxy.verify;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bumpwire.config.model.TrustStore;

/**
 * By what a server's certificate is judged; made once for each policy of a plan.
 *
 * @param minKeyLength shortest RSA key in bits, anywhere in the chain
 * @param ownCas the device's signing and untrusted CAs, which vouch for nobody upstream
 */
public record TrustPolicy(TrustAnchors anchors, int minKeyLength, List<X509Certificate> ownCas) {
    public TrustPolicy {
        ownCas = List.copyOf(ownCas);
    }

    public static TrustPolicy of(TrustStore trustStore, int minKeyLength, List<X509Certificate> ownCas) {
        return new TrustPolicy(new TrustAnchors(trustStore), minKeyLength, ownCas);
    }
}
