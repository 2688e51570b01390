package org.bumpwire.proxy.revocation;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says that more about it can be had; plain HTTP only, and few of many. */
final class Locations {
    private static final int MOST = 2;
    private static final int LONGEST = 2048;

    private Locations() {}

    /** OCSP responders (RFC 5280, section 4.2.2.1). */
    static List<URI> responders(X509Certificate certificate) {
        return access(certificate, AccessDescription.id_ad_ocsp);
    }

    /** Where the certificate of its issuer lies (RFC 5280, section 4.2.2.1). */
    static List<URI> issuers(X509Certificate certificate) {
        return access(certificate, AccessDescription.id_ad_caIssuers);
    }

    private static List<URI> access(X509Certificate certificate, ASN1ObjectIdentifier method) {
        return read(
                certificate,
                Extension.authorityInfoAccess,
                value -> Arrays.stream(
                                AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
                        .filter(description -> description.getAccessMethod().equals(method))
                        .map(AccessDescription::getAccessLocation));
    }

    /** Revocation lists that cover every reason and come from the issuer itself (RFC 5280, section 4.2.1.13). */
    static List<URI> revocationLists(X509Certificate certificate) {
        return read(
                certificate,
                Extension.cRLDistributionPoints,
                value -> Arrays.stream(CRLDistPoint.getInstance(value).getDistributionPoints())
                        .filter(point -> point.getReasons() == null && point.getCRLIssuer() == null)
                        .flatMap(Locations::fullNames));
    }

    private static Stream<GeneralName> fullNames(DistributionPoint point) {
        return point.getDistributionPoint() == null ? Stream.of() : fullNames(point.getDistributionPoint());
    }

    static Stream<GeneralName> fullNames(DistributionPointName name) {
        return name.getType() == DistributionPointName.FULL_NAME
                ? Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                : Stream.of();
    }

    private static List<URI> read(X509Certificate certificate, ASN1ObjectIdentifier extension, Reading reading) {
        byte[] value = certificate.getExtensionValue(extension.getId());
        if (value == null) {
            return List.of();
        }
        try {
            return reading.names(ASN1OctetString.getInstance(value).getOctets())
                    .flatMap(name -> uri(name).stream())
                    .distinct()
                    .limit(MOST)
                    .toList();
        } catch (RuntimeException e) {
            // Bouncy Castle reports what it cannot read by runtime exceptions.
            return List.of();
        }
    }

    private static Optional<URI> uri(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return Optional.empty();
        }
        String text = name.getName().toString();
        try {
            URI uri = new URI(text);
            boolean usable = text.length() <= LONGEST
                    && "http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Picks the names out of an extension's value. */
    private interface Reading {
        Stream<GeneralName> names(byte[] value);
    }
}
