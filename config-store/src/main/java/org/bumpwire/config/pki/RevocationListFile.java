package org.bumpwire.config.pki;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;

/** A complete revocation list (RFC 5280, section 5) that one of a CA's certificates has signed. */
public final class RevocationListFile {
    private static final int MOST_BYTES = 4 << 20;
    private static final String DELTA_INDICATOR = "2.5.29.27";

    private final X509Certificate issuer;
    private final Set<BigInteger> revoked;
    private final Optional<Instant> nextUpdate;

    private RevocationListFile(X509Certificate issuer, Set<BigInteger> revoked, Optional<Instant> nextUpdate) {
        this.issuer = issuer;
        this.revoked = Set.copyOf(revoked);
        this.nextUpdate = nextUpdate;
    }

    /** What a PEM or DER file has, as DER. */
    public static byte[] der(Path file) throws PkiException {
        InputFile input = InputFile.read(file, MOST_BYTES);
        if (!input.isPem()) {
            return input.content();
        }
        List<PemObject> lists = input.pemBlocks().stream()
                .filter(block -> block.getType().equals("X509 CRL"))
                .toList();
        if (lists.size() != 1) {
            throw new PkiException(
                    "File '%s' has %d revocation lists, and must have one".formatted(file, lists.size()));
        }
        return lists.get(0).getContent();
    }

    /** A list that one of the certificates of a CA has signed. */
    public static RevocationListFile of(byte[] der, Collection<X509Certificate> cas) throws PkiException {
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            if (list.getExtensionValue(DELTA_INDICATOR) != null) {
                throw new PkiException("The revocation list has only changes to another; bring the complete one");
            }
            if (list.hasUnsupportedCriticalExtension()) {
                throw new PkiException("The revocation list has a critical extension that is not understood");
            }
            for (X509Certificate ca : cas) {
                if (isIssuedBy(list, ca)) {
                    return new RevocationListFile(
                            ca,
                            revoked(list),
                            Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant));
                }
            }
            throw new PkiException("None of the CA's certificates has signed the revocation list, whose issuer is '%s'"
                    .formatted(list.getIssuerX500Principal()));
        } catch (GeneralSecurityException e) {
            throw new PkiException("That is no revocation list", e);
        }
    }

    private static boolean isIssuedBy(X509CRL list, X509Certificate ca) {
        try {
            list.verify(ca.getPublicKey());
            return list.getIssuerX500Principal().equals(ca.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The serial numbers that it has for its own issuer. */
    private static Set<BigInteger> revoked(X509CRL list) {
        Set<BigInteger> serials = new HashSet<>();
        if (list.getRevokedCertificates() != null) {
            for (X509CRLEntry entry : list.getRevokedCertificates()) {
                if (entry.getCertificateIssuer() == null && entry.getRevocationReason() != CRLReason.REMOVE_FROM_CRL) {
                    serials.add(entry.getSerialNumber());
                }
            }
        }
        return serials;
    }

    /** What the operator should know, a sentence each. */
    public List<String> warnings(Clock clock) {
        return nextUpdate
                .filter(due -> clock.instant().isAfter(due))
                .map(due -> "A newer list was due at %s: what was revoked since is not known".formatted(due))
                .stream()
                .toList();
    }

    /** How many certificates it revokes. */
    public int size() {
        return revoked.size();
    }

    /** Whether it revokes a certificate; an old list still does. */
    public boolean revokes(X509Certificate certificate) {
        return revoked.contains(certificate.getSerialNumber()) && Certificates.isIssuedBy(certificate, issuer);
    }
}
