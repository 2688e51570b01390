package org.bumpwire.proxy.verify;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Every name of a certificate that name constraints speak of (RFC 5280, section 4.2.1.10). */
final class NamesOf {
    private NamesOf() {}

    /** The alternative names, the subject where there is one, and the mail addresses in it where nothing else has one. */
    static List<GeneralName> certificate(X509Certificate certificate) throws CertificateEncodingException {
        JcaX509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
        Extensions extensions = holder.getExtensions();
        GeneralNames alternatives =
                extensions == null ? null : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        List<GeneralName> names =
                alternatives == null ? new ArrayList<>() : new ArrayList<>(List.of(alternatives.getNames()));
        X500Name subject = holder.getSubject();
        if (names.stream().noneMatch(name -> name.getTagNo() == GeneralName.rfc822Name)) {
            for (RDN mail : subject.getRDNs(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
                names.add(new GeneralName(
                        GeneralName.rfc822Name, mail.getFirst().getValue().toString()));
            }
        }
        if (subject.getRDNs().length > 0) {
            names.add(new GeneralName(subject));
        }
        return names;
    }
}
