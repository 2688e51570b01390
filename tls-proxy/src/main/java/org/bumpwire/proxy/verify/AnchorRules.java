package org.bumpwire.proxy.verify;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * A CA does not get more rights by being put into a trust store: what the anchor's own certificate forbids it stays
 * forbidden (RFC 5937), while PKIX takes nothing of an anchor but name and key.
 */
final class AnchorRules implements PathCheck {
    private static final int KEY_CERT_SIGN = 5;
    private static final int NO_CA = -1;

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        Optional<X509Certificate> anchor = path.anchor().map(TrustAnchor::getTrustedCert);
        // Roots of version 1 have nothing to say; a server's own certificate in the trust store is no CA.
        if (anchor.isEmpty() || anchor.get().getVersion() < 3 || anchor.get().equals(path.server())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        int depth = path.certificates().size();
        int pathLength = anchor.get().getBasicConstraints();
        if (pathLength == NO_CA) {
            findings.add(finding(depth, "Trust anchor is not a CA", "RFC 5280, section 4.2.1.9"));
        } else if (intermediates(path) > pathLength) {
            findings.add(finding(
                    depth, "More intermediates follow than its path length allows", "RFC 5280, section 4.2.1.9"));
        }
        boolean[] usage = anchor.get().getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            findings.add(
                    finding(depth, "Key usage does not allow it to sign certificates", "RFC 5280, section 4.2.1.3"));
        }
        return findings;
    }

    /** Self-issued certificates do not count (RFC 5280, section 4.2.1.9). */
    private static long intermediates(Path path) {
        return path.certificates().stream()
                .skip(1)
                .filter(certificate -> !Path.isSelfIssued(certificate))
                .count();
    }

    private static Finding finding(int depth, String sentence, String standard) {
        return new Finding(Rule.PATH, depth, sentence, standard);
    }
}
