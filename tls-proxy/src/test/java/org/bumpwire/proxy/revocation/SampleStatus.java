package org.bumpwire.proxy.revocation;

import static org.bumpwire.proxy.verify.SampleCertificate.NOW;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bumpwire.proxy.verify.SampleCertificate;

/** Makes OCSP responses and revocation lists, good ones unless told otherwise, and as bad ones as a test needs. */
final class SampleStatus {
    private final SampleCertificate.Issued issuer;
    private final List<X509Certificate> sent = new ArrayList<>();
    private final List<BigInteger> revoked = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private SampleCertificate.Issued signer;
    private Instant from = NOW.minus(Duration.ofHours(1));
    private Instant until = NOW.plus(Duration.ofHours(1));
    private boolean withoutNext;
    private String algorithm = "SHA256withECDSA";

    private SampleStatus(SampleCertificate.Issued issuer) {
        this.issuer = issuer;
        signer = issuer;
    }

    static SampleStatus by(SampleCertificate.Issued issuer) {
        return new SampleStatus(issuer);
    }

    /** Somebody else signs, and sends a certificate along. */
    SampleStatus signedBy(SampleCertificate.Issued delegate) {
        signer = delegate;
        sent.add(delegate.certificate());
        return this;
    }

    SampleStatus from(Instant instant) {
        from = instant;
        return this;
    }

    SampleStatus until(Instant instant) {
        until = instant;
        return this;
    }

    SampleStatus withoutNextUpdate() {
        withoutNext = true;
        return this;
    }

    SampleStatus signedWith(String signatureAlgorithm) {
        algorithm = signatureAlgorithm;
        return this;
    }

    SampleStatus extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.add(Extension.create(oid, critical, value));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SampleStatus revoking(SampleCertificate.Issued... certificates) {
        for (SampleCertificate.Issued certificate : certificates) {
            revoked.add(certificate.certificate().getSerialNumber());
        }
        return this;
    }

    SampleStatus revoking(BigInteger serial) {
        revoked.add(serial);
        return this;
    }

    byte[] good(SampleCertificate.Issued about) {
        return response(about, CertificateStatus.GOOD);
    }

    byte[] revoked(SampleCertificate.Issued about) {
        return response(about, new RevokedStatus(Date.from(NOW.minusSeconds(3_600)), CRLReason.keyCompromise));
    }

    byte[] unknown(SampleCertificate.Issued about) {
        return response(about, new UnknownStatus());
    }

    private byte[] response(SampleCertificate.Issued about, CertificateStatus status) {
        try {
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer.certificate()),
                    about.certificate().getSerialNumber());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    new RespID(new JcaX509CertificateHolder(signer.certificate()).getSubject()));
            builder.addResponse(id, status, Date.from(from), withoutNext ? null : Date.from(until));
            if (!extensions.isEmpty()) {
                builder.setResponseExtensions(new Extensions(extensions.toArray(Extension[]::new)));
            }
            X509CertificateHolder[] certificates = new X509CertificateHolder[sent.size()];
            for (int i = 0; i < certificates.length; i++) {
                certificates[i] = new JcaX509CertificateHolder(sent.get(i));
            }
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, builder.build(contentSigner(), certificates, Date.from(from)))
                    .getEncoded();
        } catch (GeneralSecurityException | OCSPException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a responder says that does not want to. */
    static byte[] tryLater() {
        try {
            return new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] list() {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded()),
                    Date.from(from));
            if (!withoutNext) {
                builder.setNextUpdate(Date.from(until));
            }
            for (BigInteger serial : revoked) {
                builder.addCRLEntry(serial, Date.from(from), CRLReason.keyCompromise);
            }
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return builder.build(contentSigner()).getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner contentSigner() throws OperatorCreationException {
        return new JcaContentSignerBuilder(algorithm).build(signer.key().getPrivate());
    }
}
