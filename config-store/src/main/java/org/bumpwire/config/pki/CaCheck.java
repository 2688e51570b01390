package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/** What a certificate must be before the device trusts it to vouch for others. */
final class CaCheck {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_EC_BITS = 224;
    private static final int KEY_CERT_SIGN = 5;

    private CaCheck() {}

    /** Why it may not be trusted, or nothing. */
    static Optional<String> refusal(X509Certificate certificate, Instant now) {
        if (!Certificates.isCa(certificate)) {
            return Optional.of("is not a CA");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && (usage.length <= KEY_CERT_SIGN || !usage[KEY_CERT_SIGN])) {
            return Optional.of("is a CA that may not sign certificates");
        }
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            return Optional.of("expired on "
                    + CertificateStatus.day(certificate.getNotAfter().toInstant()));
        }
        return keyRefusal(certificate);
    }

    private static Optional<String> keyRefusal(X509Certificate certificate) {
        int bits = Certificates.keyBits(certificate);
        if (certificate.getPublicKey() instanceof RSAPublicKey && bits < MIN_RSA_BITS) {
            return Optional.of("has an RSA key of %d bits, at least %d are needed".formatted(bits, MIN_RSA_BITS));
        }
        if (certificate.getPublicKey() instanceof ECPublicKey && bits < MIN_EC_BITS) {
            return Optional.of("has an EC key of %d bits, at least %d are needed".formatted(bits, MIN_EC_BITS));
        }
        return switch (certificate.getPublicKey().getAlgorithm()) {
            case "RSA", "EC", "EdDSA", "Ed25519", "Ed448", "RSASSA-PSS" -> Optional.empty();
            default ->
                Optional.of("has a key of type '%s', expected RSA or EC"
                        .formatted(certificate.getPublicKey().getAlgorithm()));
        };
    }
}
