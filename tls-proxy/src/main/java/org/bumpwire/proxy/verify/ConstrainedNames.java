package org.bumpwire.proxy.verify;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * A CA that may issue for certain names only is held to them, also where it is the anchor, whose constraints PKIX does
 * not read, and where only a wildcard reaches into what is excluded.
 */
final class ConstrainedNames implements PathCheck {
    /** Names times constraints; a CA of constraints without end must not keep a processor busy. */
    private static final long MOST_COMPARISONS = 1_000_000;

    static final String STANDARD = "RFC 5280, section 4.2.1.10";

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<X509Certificate> all = path.withAnchor();
        for (int ca = 1; ca < all.size(); ca++) {
            byte[] extension = all.get(ca).getExtensionValue(Extension.nameConstraints.getId());
            if (extension != null) {
                findings.addAll(check(
                        all.subList(0, ca), extension, ca == path.certificates().size()));
            }
        }
        return findings;
    }

    private static List<Finding> check(List<X509Certificate> below, byte[] extension, boolean anchor) {
        String whose = anchor ? "the trust anchor" : "an issuer";
        try {
            NameLimits limits = new NameLimits(NameConstraints.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets()));
            List<Finding> findings = new ArrayList<>();
            for (int depth = 0; depth < below.size(); depth++) {
                if (depth == 0 || !Path.isSelfIssued(below.get(depth))) {
                    problem(limits, NamesOf.certificate(below.get(depth)), whose)
                            .map(at(depth))
                            .ifPresent(findings::add);
                }
            }
            return findings;
        } catch (CertificateEncodingException | RuntimeException e) {
            // Bouncy Castle reports what it cannot read by runtime exceptions.
            return List.of(new Finding(
                    Rule.PATH, below.size(), "Name constraints of %s cannot be read".formatted(whose), STANDARD));
        }
    }

    private static Optional<String> problem(NameLimits limits, List<GeneralName> names, String whose) {
        if (limits.size() * names.size() > MOST_COMPARISONS) {
            return Optional.of("Has too many names for the name constraints of " + whose);
        }
        return names.stream().allMatch(limits::allow)
                ? Optional.empty()
                : Optional.of("Its names are outside the name constraints of " + whose);
    }

    private static Function<String, Finding> at(int depth) {
        return sentence -> new Finding(Rule.PATH, depth, sentence, STANDARD);
    }
}
