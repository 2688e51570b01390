package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What an operator sees of a certificate.
 *
 * @param serialNumber in hexadecimal
 * @param keyType such as "RSA" or "ECDSA P-256"
 * @param alternativeNames as "dns:www.example.com", "ip:192.0.2.1", "email:…", "uri:…"
 * @param fingerprint SHA-256 over the certificate, in pairs of hexadecimal digits with colons
 * @param status one of "valid", "expires in N days", "expired", "not yet valid", "no trust anchor"
 */
@SuppressWarnings("DoNotCallSuggester")
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
     * @param trusted the CA certificates of the device, among which its trust anchor is looked for
     */
    public static CertificateDetails of(List<X509Certificate> chain, Collection<X509Certificate> trusted, Instant now) {
        throw new UnsupportedOperationException(chain + "" + trusted + now);
    }
}
