package org.bumpwire.proxy.revocation;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Fetches intermediates that servers did not send from where certificates say that they are (RFC 5280, section
 * 4.2.2.1). What comes is a candidate like those that a server sends, and no more trusted.
 */
final class MissingIssuers {
    static final int LONGEST = 64 * 1024;

    private static final int MOST_KEPT = 1_000;
    private static final int MOST_CERTIFICATES = 4;

    private final HttpFetch fetch;
    private final Clock clock;
    private final KeptAnswers<URI, Fetched> kept;

    MissingIssuers(HttpFetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
        kept = new KeptAnswers<>(MOST_KEPT, (uri, fetched) -> 1, clock);
    }

    /** In DER. */
    private record Fetched(List<byte[]> certificates, Instant until) implements Dated {}

    /** Certificates in DER that may have issued the given one; none if it names no place, or nothing is there. */
    CompletionStage<List<byte[]>> of(X509Certificate certificate) {
        return first(Locations.issuers(certificate));
    }

    private CompletionStage<List<byte[]>> first(List<URI> places) {
        if (places.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return kept.ask(places.get(0), () -> fetched(places.get(0)))
                .thenCompose(fetched -> fetched.certificates.isEmpty()
                        ? first(places.subList(1, places.size()))
                        : CompletableFuture.completedFuture(fetched.certificates));
    }

    private CompletionStage<Fetched> fetched(URI place) {
        return fetch.get(place, LONGEST).handle((bytes, failure) -> {
            List<byte[]> certificates = bytes == null ? List.of() : read(bytes);
            return new Fetched(
                    certificates,
                    clock.instant().plus(certificates.isEmpty() ? Answer.UNKNOWN_KEPT : Answer.KEPT_AT_MOST));
        });
    }

    /** One certificate in DER, or several in a certs-only CMS message; Java reads both. */
    private static List<byte[]> read(byte[] bytes) {
        try {
            List<byte[]> certificates = new ArrayList<>();
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                if (certificate instanceof X509Certificate && certificates.size() < MOST_CERTIFICATES) {
                    certificates.add(certificate.getEncoded());
                }
            }
            return certificates;
        } catch (CertificateException e) {
            return List.of();
        }
    }

    void clear() {
        kept.clear();
    }
}
