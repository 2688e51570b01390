package org.bumpwire.proxy.verify;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.proxy.verify.Finding.Rule;

/** No key of the path, the anchor's included, may be of a kind that protects nothing; Java reads none with an exponent below 3. */
final class KeySoundness implements PathCheck {
    private static final int SHORTEST_CURVE = 224;

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<X509Certificate> all = path.withAnchor();
        for (int depth = 0; depth < all.size(); depth++) {
            int at = depth;
            flaw(all.get(depth).getPublicKey())
                    .ifPresent(
                            flaw -> findings.add(new Finding(Rule.KEY, at, flaw, "RFC 8017, section 3.1; RFC 5480")));
        }
        return findings;
    }

    private static Optional<String> flaw(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getPublicExponent().testBit(0)
                    ? Optional.empty()
                    : Optional.of("RSA key has an even public exponent");
        }
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            return bits < SHORTEST_CURVE
                    ? Optional.of("EC key is on a curve of %d bits".formatted(bits))
                    : Optional.empty();
        }
        return key instanceof EdECPublicKey
                ? Optional.empty()
                : Optional.of("Key is neither RSA nor on a curve that the device knows");
    }
}
