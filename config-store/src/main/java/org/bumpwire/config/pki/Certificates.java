package org.bumpwire.config.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Reads certificates and says in words what they are. */
final class Certificates {
    private static final int MAX_NAME_LENGTH = 200;
    private static final Map<String, String> EMAIL = Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS");

    private Certificates() {}

    /** @param source as the operator knows it, for the message */
    static List<X509Certificate> ofPem(byte[] pem, String source) throws PkiException {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (var certificate : factory().generateCertificates(new ByteArrayInputStream(pem))) {
                certificates.add((X509Certificate) certificate);
            }
            return List.copyOf(certificates);
        } catch (CertificateException e) {
            throw new PkiException("File '%s' holds a damaged certificate".formatted(source), e);
        }
    }

    static X509Certificate ofDer(byte[] der, String source) throws PkiException {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate = (X509Certificate) factory().generateCertificate(in);
            if (in.available() > 0) {
                throw new PkiException("File '%s' holds a certificate with bytes after its end".formatted(source));
            }
            return certificate;
        } catch (CertificateException e) {
            throw new PkiException("File '%s' holds a damaged certificate".formatted(source), e);
        }
    }

    /** The subject, or what else tells the certificate apart; fit for a terminal whatever the certificate says. */
    static String name(X509Certificate certificate) {
        String subject = name(certificate.getSubjectX500Principal());
        if (!subject.isEmpty()) {
            return subject;
        }
        List<String> names = alternativeNames(certificate);
        return names.isEmpty() ? "serial " + certificate.getSerialNumber().toString(16) : names.get(0);
    }

    static String name(X500Principal principal) {
        return printable(principal.getName(X500Principal.RFC2253, EMAIL));
    }

    static List<String> alternativeNames(X509Certificate certificate) {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return List.of("unreadable");
        }
        if (names == null) {
            return List.of();
        }
        return names.stream().map(Certificates::alternativeName).toList();
    }

    static boolean isSelfSigned(X509Certificate certificate) {
        return isIssuedBy(certificate, certificate);
    }

    static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static boolean isCa(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    static String keyType(PublicKey key) {
        return key instanceof ECPublicKey ec ? "ECDSA " + Curve.named(ec.getParams()) : printable(key.getAlgorithm());
    }

    /** The size of the key in bits, 0 where it is of an unknown kind. */
    static int keyBits(X509Certificate certificate) {
        return keyBits(certificate.getPublicKey());
    }

    static int keyBits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getCurve().getField().getFieldSize();
        }
        return 0;
    }

    private static String alternativeName(List<?> typeAndValue) {
        String kind = switch ((Integer) typeAndValue.get(0)) {
            case 1 -> "email";
            case 2 -> "dns";
            case 4 -> "directory";
            case 6 -> "uri";
            case 7 -> "ip";
            case 8 -> "oid";
            default -> "other";
        };
        return typeAndValue.get(1) instanceof String value ? kind + ":" + printable(value) : kind;
    }

    // Names come from whoever made the certificate and go to an operator's terminal.
    static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return clean.length() <= MAX_NAME_LENGTH ? clean : clean.substring(0, MAX_NAME_LENGTH) + "…";
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
