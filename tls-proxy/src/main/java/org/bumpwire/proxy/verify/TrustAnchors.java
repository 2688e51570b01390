package org.bumpwire.proxy.verify;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bumpwire.config.model.TrustStore;
import org.jspecify.annotations.Nullable;

/** The CAs of a trust store, prepared when they are first asked for and then kept. Not for an event loop. */
final class TrustAnchors {
    private final TrustStore trustStore;
    private @Nullable Prepared prepared;

    TrustAnchors(TrustStore trustStore) {
        this.trustStore = trustStore;
    }

    String trustStoreName() {
        return trustStore.name();
    }

    /** The CAs of a name; there may be several with different keys. */
    List<TrustAnchor> named(X500Principal subject) {
        return prepared().bySubject.getOrDefault(subject, List.of());
    }

    boolean contains(X509Certificate certificate) {
        return prepared().certificates.contains(certificate);
    }

    private synchronized Prepared prepared() {
        Prepared ready = prepared;
        if (ready == null) {
            ready = new Prepared();
            trustStore.caCertificates().forEach(ready::add);
            trustStore.defaultCas().get().forEach(ready::add);
            prepared = ready;
        }
        return ready;
    }

    private static final class Prepared {
        private final Set<X509Certificate> certificates = new HashSet<>();
        private final Map<X500Principal, List<TrustAnchor>> bySubject = new HashMap<>();

        void add(X509Certificate certificate) {
            if (certificates.add(certificate)) {
                bySubject
                        .computeIfAbsent(certificate.getSubjectX500Principal(), s -> new ArrayList<>())
                        .add(new TrustAnchor(certificate, null));
            }
        }
    }
}
