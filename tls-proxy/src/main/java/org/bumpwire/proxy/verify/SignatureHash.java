package org.bumpwire.proxy.verify;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.proxy.verify.Finding.Rule;

/** Nothing below the anchor may be signed over MD5 or SHA-1, under a private root either (RFC 9155's reasons). */
final class SignatureHash implements PathCheck {
    private static final String RSA_PSS = "1.2.840.113549.1.1.10";
    private static final Map<String, String> WEAK = Map.of(
            "1.2.840.113549.1.1.2", "MD2",
            "1.2.840.113549.1.1.4", "MD5",
            "1.2.840.113549.1.1.5", "SHA-1",
            "1.3.14.3.2.29", "SHA-1",
            "1.3.14.3.2.27", "SHA-1",
            "1.2.840.10040.4.3", "SHA-1",
            "1.2.840.10045.4.1", "SHA-1");

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (int depth = 0; depth < path.certificates().size(); depth++) {
            int at = depth;
            weakHash(path.certificates().get(depth))
                    .ifPresent(hash -> findings.add(new Finding(
                            Rule.SIGNATURE_HASH, at, "Signed over the broken hash " + hash, "RFC 9155, section 1")));
        }
        return findings;
    }

    private static Optional<String> weakHash(X509Certificate certificate) {
        if (!certificate.getSigAlgOID().equals(RSA_PSS)) {
            return Optional.ofNullable(WEAK.get(certificate.getSigAlgOID()));
        }
        String hash = pssHash(certificate.getSigAlgParams());
        return hash.equals("SHA-1") || hash.startsWith("MD") ? Optional.of(hash) : Optional.empty();
    }

    /** Absent parameters mean SHA-1 (RFC 4055, section 3.1); unreadable ones are treated as that. */
    private static String pssHash(byte[] encoded) {
        if (encoded == null) {
            return "SHA-1";
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (IOException | InvalidParameterSpecException e) {
            return "SHA-1";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no RSASSA-PSS", e);
        }
    }
}
