package org.bumpwire.proxy.flow;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** What the record of a flow says about the certificate that the server showed. */
public record ServerCertificate(String subject, String issuer, String fingerprint) {
    static final ServerCertificate NONE = new ServerCertificate("", "", "");

    /**
     * @param fingerprint SHA-256 of the certificate in hexadecimal
     */
    public ServerCertificate {
        subject = PeerText.clean(subject);
        issuer = PeerText.clean(issuer);
    }

    public static ServerCertificate of(X509Certificate certificate) {
        return new ServerCertificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                fingerprint(certificate));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (CertificateEncodingException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
