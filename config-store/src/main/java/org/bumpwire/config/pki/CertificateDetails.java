package org.bumpwire.config.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What an operator sees of a certificate.
 *
 * @param serialNumber in hexadecimal
 * @param keyType such as "RSA" or "ECDSA P-256"
 * @param keyBits 0 where the size is not known
 * @param alternativeNames as "dns:www.example.com", "ip:192.0.2.1", "email:…", "uri:…"
 * @param fingerprint SHA-256 over the certificate, in pairs of hexadecimal digits with colons
 * @param status such as "Valid" or "No trust anchor"
 */
public record CertificateDetails(
        String subject,
        String issuer,
        String serialNumber,
        Instant notBefore,
        Instant notAfter,
        String keyType,
        int keyBits,
        String signatureAlgorithm,
        List<String> alternativeNames,
        boolean ca,
        boolean selfSigned,
        String fingerprint,
        String status) {
    public CertificateDetails {
        alternativeNames = List.copyOf(alternativeNames);
    }

    /**
     * Describes the first of the chain.
     *
     * @param status as {@link CertificateStatus} says it
     */
    public static CertificateDetails of(List<X509Certificate> chain, String status) {
        X509Certificate certificate = chain.get(0);
        return new CertificateDetails(
                Certificates.name(certificate),
                Certificates.name(certificate.getIssuerX500Principal()),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                Certificates.keyType(certificate.getPublicKey()),
                Certificates.keyBits(certificate),
                certificate.getSigAlgName(),
                Certificates.alternativeNames(certificate),
                Certificates.isCa(certificate),
                Certificates.isSelfSigned(certificate),
                fingerprint(certificate),
                status);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A parsed certificate must have an encoding", e);
        }
    }
}
