package org.bumpwire.config.pki;

import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Whom a new certificate names; every part but the common name may be empty.
 *
 * @param country two letters (ISO 3166)
 */
public record CertificateSubject(
        String commonName,
        String organization,
        List<String> organizationalUnits,
        String locality,
        String state,
        String country,
        String email) {
    // Upper bounds of RFC 5280, appendix A.1.
    private static final int MAX_NAME = 64;
    private static final int MAX_PLACE = 128;
    private static final int MAX_EMAIL = 255;

    public CertificateSubject {
        country = country.toUpperCase(Locale.ROOT);
        organizationalUnits = List.copyOf(organizationalUnits);
        if (commonName.isBlank()) {
            throw new IllegalArgumentException("A certificate needs a common name");
        }
        requireFit("Common name", commonName, MAX_NAME);
        requireFit("Organization", organization, MAX_NAME);
        organizationalUnits.forEach(unit -> requireFit("Organizational unit", unit, MAX_NAME));
        requireFit("Locality", locality, MAX_PLACE);
        requireFit("State", state, MAX_PLACE);
        requireFit("Email address", email, MAX_EMAIL);
        if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("Country '%s' must be a code of two letters".formatted(country));
        }
        if (!email.isEmpty() && !email.matches("[\\x21-\\x7e&&[^@]]+@[\\x21-\\x7e&&[^@]]+")) {
            throw new IllegalArgumentException("Email address '%s' must look like name@example.com".formatted(email));
        }
    }

    public static CertificateSubject named(String commonName) {
        return new CertificateSubject(commonName, "", List.of(), "", "", "", "");
    }

    X500Name toX500Name() {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        add(name, BCStyle.C, country);
        add(name, BCStyle.ST, state);
        add(name, BCStyle.L, locality);
        add(name, BCStyle.O, organization);
        organizationalUnits.forEach(unit -> add(name, BCStyle.OU, unit));
        add(name, BCStyle.CN, commonName);
        add(name, BCStyle.EmailAddress, email);
        return name.build();
    }

    private static void add(X500NameBuilder name, ASN1ObjectIdentifier part, String value) {
        if (!value.isEmpty()) {
            name.addRDN(part, value);
        }
    }

    private static void requireFit(String part, String value, int max) {
        if (value.length() > max) {
            throw new IllegalArgumentException("%s '%s' must have at most %d characters".formatted(part, value, max));
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("%s must have no control characters".formatted(part));
        }
    }
}
