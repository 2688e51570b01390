package org.bumpwire.proxy.verify;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * A server whose certificate this device's own CAs have issued is an impostor, or another device of ours; even a trust
 * store that holds those CAs does not change that.
 */
final class OwnCa implements PathCheck {
    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (int depth = 0; depth < path.certificates().size(); depth++) {
            X509Certificate certificate = path.certificates().get(depth);
            if (policy.ownCas().stream().anyMatch(ca -> issued(ca, certificate))) {
                findings.add(new Finding(
                        Rule.OWN_CA,
                        depth,
                        "Issued by this device's own CA '%s'"
                                .formatted(Path.shortened(certificate.getIssuerX500Principal())),
                        "Own CAs vouch for no server"));
            }
        }
        return findings;
    }

    private static boolean issued(X509Certificate ca, X509Certificate certificate) {
        if (!ca.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(ca.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
