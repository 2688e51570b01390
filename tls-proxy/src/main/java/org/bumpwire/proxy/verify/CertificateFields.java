package org.bumpwire.proxy.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.proxy.verify.Finding.Rule;

/** What the basic fields of every certificate below the anchor must say, and PKIX lets pass. */
final class CertificateFields implements PathCheck {
    private static final int LONGEST_SERIAL = 20;

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (int depth = 0; depth < path.certificates().size(); depth++) {
            X509Certificate certificate = path.certificates().get(depth);
            if (depth > 0 && certificate.getVersion() != 3) {
                findings.add(new Finding(
                        Rule.PATH,
                        depth,
                        "Issued a certificate, though one of version %d cannot say that it is a CA"
                                .formatted(certificate.getVersion()),
                        "RFC 5280, section 4.1.2.1"));
            }
            if (certificate.getSerialNumber().signum() <= 0
                    || certificate.getSerialNumber().toByteArray().length > LONGEST_SERIAL) {
                findings.add(new Finding(
                        Rule.PATH,
                        depth,
                        "Serial number is not positive or longer than %d bytes".formatted(LONGEST_SERIAL),
                        "RFC 5280, section 4.1.2.2"));
            }
        }
        return findings;
    }
}
