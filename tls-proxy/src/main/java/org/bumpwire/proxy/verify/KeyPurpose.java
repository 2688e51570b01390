package org.bumpwire.proxy.verify;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * The keys must be meant for what they are used for: the server's to be a TLS server's, and where intermediates say
 * what they issue for, that must include TLS servers, which PKIX does not look at.
 */
final class KeyPurpose implements PathCheck {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        boolean[] usage = path.server().getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[KEY_ENCIPHERMENT] && !usage[KEY_AGREEMENT]) {
            findings.add(new Finding(
                    Rule.KEY_PURPOSE, 0, "Key usage does not allow TLS handshakes", "RFC 5280, section 4.2.1.3"));
        }
        for (int depth = 0; depth < path.certificates().size(); depth++) {
            if (!forServers(path.certificates().get(depth))) {
                findings.add(new Finding(
                        Rule.KEY_PURPOSE,
                        depth,
                        "Extended key usage does not include TLS servers",
                        "RFC 5280, section 4.2.1.12"));
            }
        }
        return findings;
    }

    private static boolean forServers(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(SERVER_AUTH) || purposes.contains(ANY);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
