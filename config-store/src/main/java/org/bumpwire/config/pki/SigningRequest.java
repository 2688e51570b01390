package org.bumpwire.config.pki;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** What a certificate authority is asked to sign (PKCS #10, RFC 2986). */
public final class SigningRequest {
    private final PKCS10CertificationRequest request;

    private SigningRequest(PKCS10CertificationRequest request) {
        this.request = request;
    }

    /** A request and the private key that stays here. */
    public record Made(SigningRequest request, PrivateKey privateKey) {
        /** Never shows the key. */
        @Override
        public String toString() {
            return "Made[" + request.subject() + "]";
        }
    }

    /**
     * Makes a key and asks for its certificate; takes seconds for large RSA keys.
     *
     * @param signing whether it asks for a CA that signs sites
     */
    public static Made make(
            CertificateSubject subject, SubjectNames names, KeyAlgorithm algorithm, int keySize, boolean signing)
            throws PkiException {
        NewKey key = NewKey.of(algorithm, keySize);
        try {
            JcaPKCS10CertificationRequestBuilder builder = new JcaPKCS10CertificationRequestBuilder(
                    subject.toX500Name(), key.pair().getPublic());
            ExtensionsGenerator wanted = new ExtensionsGenerator();
            if (signing) {
                wanted.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                wanted.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
            if (!names.isEmpty()) {
                wanted.addExtension(Extension.subjectAlternativeName, false, names.toGeneralNames());
            }
            if (!wanted.isEmpty()) {
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate());
            }
            PKCS10CertificationRequest request = builder.build(new JcaContentSignerBuilder(key.signature())
                    .build(key.pair().getPrivate()));
            return new Made(
                    new SigningRequest(request),
                    PrivateKeys.normalised(key.pair().getPrivate()));
        } catch (IOException | OperatorCreationException e) {
            throw new PkiException("The signing request cannot be made: " + e.getMessage(), e);
        }
    }

    /** Reads what {@link #encoded} gave. */
    public static SigningRequest of(byte[] encoded) throws PkiException {
        try {
            return new SigningRequest(new PKCS10CertificationRequest(encoded));
        } catch (IOException e) {
            throw new PkiException("The signing request is damaged: generate another", e);
        }
    }

    public byte[] encoded() throws PkiException {
        try {
            return request.getEncoded();
        } catch (IOException e) {
            throw new PkiException("The signing request cannot be encoded", e);
        }
    }

    /** As certificate authorities take it. */
    public String pem() throws PkiException {
        return CertificatePem.block("CERTIFICATE REQUEST", encoded());
    }

    public String subject() {
        return Certificates.printable(RFC4519Style.INSTANCE.toString(request.getSubject()));
    }

    public String keyType() throws PkiException {
        return Certificates.keyType(publicKey());
    }

    public int keyBits() throws PkiException {
        return Certificates.keyBits(publicKey());
    }

    /** As {@link CertificateDetails} names them. */
    public List<String> alternativeNames() {
        GeneralNames names = GeneralNames.fromExtensions(extensions(), Extension.subjectAlternativeName);
        return names == null
                ? List.of()
                : Stream.of(names.getNames()).map(SigningRequest::text).toList();
    }

    /** Whether it asks for a CA. */
    public boolean asksForCa() {
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions());
        return constraints != null && constraints.isCA();
    }

    /** Whether a certificate is for the key of this request. */
    public boolean isAnsweredBy(X509Certificate certificate) throws PkiException {
        return publicKey().equals(certificate.getPublicKey());
    }

    private PublicKey publicKey() throws PkiException {
        try {
            return new JcaPEMKeyConverter().getPublicKey(request.getSubjectPublicKeyInfo());
        } catch (IOException e) {
            throw new PkiException("The signing request is damaged: generate another", e);
        }
    }

    private Extensions extensions() {
        Extensions asked = request.getRequestedExtensions();
        return asked == null ? new Extensions(new Extension[0]) : asked;
    }

    private static String text(GeneralName name) {
        String kind = name.getTagNo() == GeneralName.dNSName ? "dns:" : "email:";
        return kind + Certificates.printable(name.getName().toString());
    }
}
