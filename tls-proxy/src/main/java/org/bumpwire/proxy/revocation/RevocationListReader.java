package org.bumpwire.proxy.revocation;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads revocation lists and believes those only that RFC 5280, section 6.3.3, lets one believe: complete ones that the
 * certificate's issuer has signed, for certificates of this kind. Delta and indirect lists say nothing here.
 */
final class RevocationListReader {
    private static final int CRL_SIGN = 6;
    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD = Set.of(Extension.issuingDistributionPoint);

    private RevocationListReader() {}

    static RevocationList read(byte[] der, Issued issued, URI from, Instant now) {
        try {
            return usable(der, issued, from, now);
        } catch (UnusableException e) {
            return RevocationList.unusable(e.why(), now);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | CertException
                | RuntimeException e) {
            // Bouncy Castle reports what it cannot read by runtime exceptions as well.
            return RevocationList.unusable("Revocation list cannot be read", now);
        }
    }

    private static RevocationList usable(byte[] der, Issued issued, URI from, Instant now)
            throws UnusableException, IOException, GeneralSecurityException, OperatorCreationException, CertException {
        CertificateList list = CertificateList.getInstance(ASN1Primitive.fromByteArray(der));
        TBSCertList content = list.getTBSCertList();
        X509Certificate issuer = issued.issuer();
        if (!list.getIssuer()
                .equals(X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()))) {
            throw new UnusableException("Revocation list is of another issuer");
        }
        if (issuer.getKeyUsage() != null && !issuer.getKeyUsage()[CRL_SIGN]) {
            throw new UnusableException("Issuer may not sign revocation lists");
        }
        Instant until = freshUntil(content, now);
        checkScope(content.getExtensions(), issued, from);
        SignatureCheck.requireStrongHash(list.getSignatureAlgorithm(), "Revocation list");
        if (!new X509CRLHolder(list)
                .isSignatureValid(new JcaContentVerifierProviderBuilder().build(issuer.getPublicKey()))) {
            throw new UnusableException("Signature of the revocation list is wrong");
        }
        return RevocationList.of(hashes(content), until);
    }

    private static Instant freshUntil(TBSCertList content, Instant now) throws UnusableException {
        Instant from = content.getThisUpdate().getDate().toInstant();
        if (from.isAfter(now.plus(OcspResponse.SKEW))) {
            throw new UnusableException("Revocation list is from the future: " + from);
        }
        if (content.getNextUpdate() == null) {
            throw new UnusableException("Revocation list does not say when the next one comes");
        }
        Instant next = content.getNextUpdate().getDate().toInstant();
        if (next.isBefore(now.minus(OcspResponse.SKEW))) {
            throw new UnusableException("Revocation list is out of date since " + next);
        }
        return Answer.earlier(next, now.plus(Answer.KEPT_AT_MOST));
    }

    private static void checkScope(@Nullable Extensions extensions, Issued issued, URI from) throws UnusableException {
        if (extensions == null) {
            return;
        }
        for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
            if (!UNDERSTOOD.contains(critical)) {
                throw new UnusableException("Revocation list has a critical extension that is not understood");
            }
        }
        var scope = extensions.getExtensionParsedValue(Extension.issuingDistributionPoint);
        if (scope != null && !covers(IssuingDistributionPoint.getInstance(scope), issued.certificate(), from)) {
            throw new UnusableException("Revocation list is for other certificates");
        }
    }

    private static boolean covers(IssuingDistributionPoint scope, X509Certificate certificate, URI from) {
        boolean ca = certificate.getBasicConstraints() >= 0;
        return !scope.isIndirectCRL()
                && !scope.onlyContainsAttributeCerts()
                && scope.getOnlySomeReasons() == null
                && !(ca && scope.onlyContainsUserCerts())
                && !(!ca && scope.onlyContainsCACerts())
                && (scope.getDistributionPoint() == null
                        || Locations.fullNames(scope.getDistributionPoint())
                                .anyMatch(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier
                                        && name.getName().toString().equals(from.toString())));
    }

    /** Entry by entry, so that a large list is never a tree of objects. */
    private static LongStream hashes(TBSCertList content) throws UnusableException {
        LongStream.Builder hashes = LongStream.builder();
        Enumeration<?> entries = content.getRevokedCertificateEnumeration();
        while (entries.hasMoreElements()) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
            if (entry.hasExtensions() && entry.getExtensions().getCriticalExtensionOIDs().length > 0) {
                throw new UnusableException("Revocation list has a critical extension that is not understood");
            }
            hashes.add(RevocationList.hash(entry.getUserCertificate().getValue()));
        }
        return hashes.build();
    }
}
