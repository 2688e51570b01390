package org.bumpwire.proxy.verify;

import java.security.cert.CertificateEncodingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bumpwire.proxy.verify.Finding.Rule;

/** A CA that may issue for certain names only must not be evaded by making it an anchor, as Java's PKIX would allow. */
final class AnchorConstraints implements PathCheck {
    private static final String STANDARD = "RFC 5280, section 4.2.1.10";

    @Override
    public List<Finding> check(Path path, TrustPolicy policy, Instant now) {
        Optional<byte[]> extension = path.anchor()
                .map(TrustAnchor::getTrustedCert)
                .map(anchor -> anchor.getExtensionValue(Extension.nameConstraints.getId()));
        if (extension.isEmpty()) {
            return List.of();
        }
        try {
            PKIXNameConstraintValidator validator = validator(constraints(extension.get()));
            for (GeneralName name : names(path.server())) {
                validator.checkPermitted(name);
                validator.checkExcluded(name);
            }
            return List.of();
        } catch (NameConstraintValidatorException e) {
            return List.of(new Finding(
                    Rule.PATH, 0, "Its names are outside the name constraints of the trust anchor", STANDARD));
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            return List.of(new Finding(Rule.PATH, 0, "Name constraints of the trust anchor cannot be read", STANDARD));
        }
    }

    private static NameConstraints constraints(byte[] extension) {
        return NameConstraints.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
    }

    private static PKIXNameConstraintValidator validator(NameConstraints constraints) {
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
        if (permitted != null) {
            validator.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
        if (excluded != null) {
            for (GeneralSubtree subtree : excluded) {
                validator.addExcludedSubtree(subtree);
            }
        }
        return validator;
    }

    /** The alternative names, and the subject where there is one. */
    private static List<GeneralName> names(X509Certificate server) throws CertificateEncodingException {
        JcaX509CertificateHolder holder = new JcaX509CertificateHolder(server);
        List<GeneralName> names = new ArrayList<>();
        X500Name subject = holder.getSubject();
        if (subject.getRDNs().length > 0) {
            names.add(new GeneralName(subject));
        }
        Extensions extensions = holder.getExtensions();
        GeneralNames alternatives =
                extensions == null ? null : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        if (alternatives != null) {
            names.addAll(List.of(alternatives.getNames()));
        }
        return names;
    }
}
