package org.bumpwire.config.pki;

/**
 * Whom a new certificate names; every part but the common name may be empty.
 *
 * @param country two letters (ISO 3166)
 */
public record CertificateSubject(
        String commonName,
        String organization,
        String organizationalUnit,
        String locality,
        String state,
        String country,
        String email) {

    public static CertificateSubject named(String commonName) {
        return new CertificateSubject(commonName, "", "", "", "", "", "");
    }
}
