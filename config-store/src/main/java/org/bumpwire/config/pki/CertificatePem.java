package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** PEM text (RFC 7468), for export, for the vault and for the TLS engine. */
public final class CertificatePem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

    private CertificatePem() {}

    public static String encode(List<X509Certificate> certificates) throws PkiException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(block("CERTIFICATE", encoded(certificate)));
        }
        return text.toString();
    }

    /**
     * Anything as PEM text.
     *
     * @param kind its label, such as CERTIFICATE
     * @param content in DER
     */
    public static String block(String kind, byte[] content) {
        // Not by a format: a chain is written for each new site.
        return "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(content) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] encoded(X509Certificate certificate) throws PkiException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new PkiException("The certificate cannot be encoded", e);
        }
    }
}
