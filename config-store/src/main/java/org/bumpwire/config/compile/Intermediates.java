package org.bumpwire.config.compile;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bumpwire.config.pki.CertificateChains;

/**
 * Completes the chains that are shown to clients by intermediates that the operator imported as CA certificates, as the
 * guide has it in chapters 6 and 7.
 */
final class Intermediates {
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, List<X509Certificate>> completed = new ConcurrentHashMap<>();
    private List<X509Certificate> known = List.of();

    /** What is known from here on; what was completed with others is forgotten. */
    synchronized void are(Collection<List<X509Certificate>> cas) {
        List<X509Certificate> now = cas.stream().flatMap(List::stream).toList();
        if (!now.equals(known)) {
            known = now;
            completed.clear();
        }
    }

    /** Remembered, since each link costs a signature. */
    synchronized List<X509Certificate> complete(String id, List<X509Certificate> chain) {
        if (completed.size() >= MOST_REMEMBERED) {
            completed.clear();
        }
        return completed.computeIfAbsent(id, i -> CertificateChains.completed(chain, known));
    }
}
