package org.bumpwire.proxy.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.proxy.verify.Finding.Rule;

/** Every certificate must be valid now; PKIX does not ask that of the root. */
final class Validity implements PathCheck {
    private static final String STANDARD = "RFC 5280, section 4.1.2.5";

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<X509Certificate> all = path.withAnchor();
        for (int depth = 0; depth < all.size(); depth++) {
            Rule rule = depth < path.certificates().size() ? Rule.VALIDITY : Rule.ROOT_VALIDITY;
            X509Certificate certificate = all.get(depth);
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            if (now.isBefore(from)) {
                findings.add(new Finding(rule, depth, "Not valid before " + from, STANDARD));
            } else if (now.isAfter(until)) {
                findings.add(new Finding(rule, depth, "Expired at " + until, STANDARD));
            }
        }
        return findings;
    }
}
