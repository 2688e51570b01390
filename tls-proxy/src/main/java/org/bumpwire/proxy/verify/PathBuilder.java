package org.bumpwire.proxy.verify;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Finds the ways from a server's certificate to the trust anchors by the names of issuers, whatever the order of what
 * the server sent and whatever else it sent. Whether a way is valid is left to others.
 */
final class PathBuilder {
    static final int MAX_DEPTH = 10;
    static final int MAX_PATHS = 16;

    /** A hostile chain of certificates with equal names must not keep a processor busy. */
    private static final int MAX_STEPS = 256;

    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

    private final List<X509Certificate> sent;
    private final TrustAnchors anchors;
    private final Instant now;
    private final List<Path> found = new ArrayList<>();
    private List<X509Certificate> longest = List.of();
    private int steps;

    private PathBuilder(List<X509Certificate> sent, TrustAnchors anchors, Instant now) {
        this.sent = sent;
        this.anchors = anchors;
        this.now = now;
    }

    /** The ways in the order in which they should be tried; if none reaches an anchor, the longest that does not. */
    static List<Path> paths(List<X509Certificate> sent, TrustAnchors anchors, Instant now) {
        PathBuilder builder = new PathBuilder(sent, anchors, now);
        builder.climb(List.of(sent.get(0)));
        return builder.found.isEmpty() ? List.of(new Path(builder.longest, Optional.empty())) : builder.found;
    }

    private void climb(List<X509Certificate> path) {
        if (steps++ >= MAX_STEPS || found.size() >= MAX_PATHS) {
            return;
        }
        if (path.size() > longest.size()) {
            longest = path;
        }
        X509Certificate top = path.get(path.size() - 1);
        X500Principal issuer = top.getIssuerX500Principal();
        for (TrustAnchor anchor : anchors.named(issuer)) {
            found.add(new Path(path, Optional.of(anchor)));
        }
        if (path.size() == MAX_DEPTH) {
            return;
        }
        sent.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(issuer) && !path.contains(candidate))
                .sorted(Comparator.<X509Certificate, Boolean>comparing(
                                candidate -> !keyIdentifiersMatch(candidate, top))
                        .thenComparing(candidate -> !isValid(candidate)))
                .forEach(candidate -> climb(extended(path, candidate)));
    }

    /** Of a CA's certificate and its expired twin the former leads further. */
    private boolean isValid(X509Certificate certificate) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private static List<X509Certificate> extended(List<X509Certificate> path, X509Certificate next) {
        List<X509Certificate> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    /** Only a hint which of two issuers with one name to try first (RFC 5280, section 4.2.1.1). */
    private static boolean keyIdentifiersMatch(X509Certificate issuer, X509Certificate issued) {
        byte[] subject = issuer.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
        byte[] authority = issued.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
        if (subject == null || authority == null || subject.length < 5) {
            return false;
        }
        // Both are wrapped in an OCTET STRING; the identifier itself starts behind a second header.
        byte[] identifier = Arrays.copyOfRange(subject, 4, subject.length);
        for (int i = 0; i + identifier.length <= authority.length; i++) {
            if (Arrays.equals(authority, i, i + identifier.length, identifier, 0, identifier.length)) {
                return true;
            }
        }
        return false;
    }
}
