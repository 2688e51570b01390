package org.bumpwire.proxy.verify;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.proxy.verify.Finding.Rule;

/** No RSA key of the path, the anchor's included, may be shorter than the client proxy demands. */
final class KeyLength implements PathCheck {
    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<X509Certificate> all = path.withAnchor();
        for (int depth = 0; depth < all.size(); depth++) {
            if (all.get(depth).getPublicKey() instanceof RSAKey key
                    && key.getModulus().bitLength() < policy.minKeyLength()) {
                findings.add(new Finding(
                        Rule.KEY_LENGTH,
                        depth,
                        "RSA key has %d bits, less than the %d demanded"
                                .formatted(key.getModulus().bitLength(), policy.minKeyLength()),
                        "min-key-length"));
            }
        }
        return findings;
    }
}
