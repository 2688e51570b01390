package org.bumpwire.proxy.verify;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.proxy.crypto.NativeCrypto;
import org.bumpwire.proxy.verify.Finding.Rule;

/** Everything that RFC 5280, section 6, asks of a path, by Java's PKIX; but of time, which {@link Validity} checks. */
final class PathRules implements PathCheck {
    private static final String STANDARD = "RFC 5280, section 6.1";

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        if (path.anchor().isEmpty()) {
            return List.of(unanchored(path, policy));
        }
        // PKIX stops at the first fault: were it the time, all others would go unseen.
        Date date = Date.from(momentOfValidity(path.certificates(), now));
        try {
            PKIXParameters parameters =
                    new PKIXParameters(Set.<TrustAnchor>of(path.anchor().get()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path.certificates());
            if (!holds(certPath, parameters)) {
                CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            }
            return List.of();
        } catch (CertPathValidatorException e) {
            return List.of(finding(e));
        } catch (UnsupportedOperationException e) {
            // Of name constraints of forms that Java knows but cannot compare.
            return List.of(new Finding(
                    Rule.PATH,
                    0,
                    "Its names cannot be compared with the name constraints of an issuer",
                    ConstrainedNames.STANDARD));
        } catch (GeneralSecurityException e) {
            return List.of(new Finding(Rule.CHAIN, 0, "Cannot be read: " + e.getMessage(), STANDARD));
        }
    }

    /** Only its yes is final: what it refuses may be signed in a way that it does not know, and Java says better why. */
    private static boolean holds(CertPath path, PKIXParameters parameters) throws GeneralSecurityException {
        Optional<NativeCrypto> crypto = NativeCrypto.loaded();
        if (crypto.isEmpty()) {
            return false;
        }
        PKIXParameters faster = (PKIXParameters) parameters.clone();
        faster.setSigProvider(crypto.get().signatureProvider());
        try {
            CertPathValidator.getInstance("PKIX").validate(path, faster);
            return true;
        } catch (CertPathValidatorException e) {
            return false;
        }
    }

    private static Finding unanchored(Path path, TrustPolicy policy) {
        X509Certificate top = path.top();
        String issuer = Path.shortened(top.getIssuerX500Principal());
        boolean selfSigned = Path.isSelfIssued(top);
        String sentence = selfSigned
                ? "Self-signed, and not in trust store '%s'"
                        .formatted(policy.anchors().trustStoreName())
                : "Its issuer '%s' was not sent and is not in trust store '%s'"
                        .formatted(issuer, policy.anchors().trustStoreName());
        return new Finding(Rule.TRUST_ANCHOR, path.certificates().size() - 1, sentence, STANDARD);
    }

    /** Now, or if not all are valid now, a moment at which they are or were. */
    private static Instant momentOfValidity(List<X509Certificate> certificates, Instant now) {
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (X509Certificate certificate : certificates) {
            Instant notBefore = certificate.getNotBefore().toInstant();
            Instant notAfter = certificate.getNotAfter().toInstant();
            from = notBefore.isAfter(from) ? notBefore : from;
            until = notAfter.isBefore(until) ? notAfter : until;
        }
        if (now.isBefore(from)) {
            return from;
        }
        return now.isAfter(until) ? until : now;
    }

    private static Finding finding(CertPathValidatorException fault) {
        int depth = Math.max(0, fault.getIndex());
        Reason reason = fault.getReason();
        if (reason == BasicReason.INVALID_SIGNATURE) {
            return new Finding(Rule.TRUST_ANCHOR, depth, "Signature is not that of the issuer it names", STANDARD);
        }
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return new Finding(Rule.PATH, depth, "Never valid at the same time as its issuers", STANDARD);
        }
        return new Finding(
                Rule.PATH,
                depth,
                sentence(fault),
                reason == PKIXReason.INVALID_NAME ? ConstrainedNames.STANDARD : STANDARD);
    }

    private static String sentence(CertPathValidatorException fault) {
        Reason reason = fault.getReason();
        if (reason == PKIXReason.NOT_CA_CERT) {
            return "Issued a certificate without being a CA";
        }
        if (reason == PKIXReason.PATH_TOO_LONG) {
            return "More intermediates follow than its path length allows";
        }
        if (reason == PKIXReason.INVALID_NAME) {
            return "Its names are outside the name constraints of an issuer";
        }
        if (reason == PKIXReason.UNRECOGNIZED_CRIT_EXT) {
            return "Has a critical extension that is not understood";
        }
        if (reason == PKIXReason.INVALID_KEY_USAGE) {
            return "Key usage does not allow it to sign certificates";
        }
        if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return "Signed with an algorithm that is not strong enough";
        }
        return "Invalid: " + fault.getMessage();
    }
}
