package org.bumpwire.proxy.revocation;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Finds who signed an OCSP response: the certificate's issuer, or somebody to whom the issuer itself has given that
 * right (RFC 6960, section 4.2.2.2). Whether the right was withdrawn is not asked: such certificates live shortly.
 */
final class OcspSigner {
    private static final String OCSP_SIGNING = KeyPurposeId.id_kp_OCSPSigning.getId();
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int MOST_CERTIFICATES = 8;
    private static final String WHAT = "OCSP response";

    private OcspSigner() {}

    static X509Certificate of(BasicOCSPResp response, X509Certificate issuer, Instant now)
            throws UnusableException, GeneralSecurityException, OCSPException, OperatorCreationException {
        RespID named = response.getResponderId();
        if (isNamed(named, new JcaX509CertificateHolder(issuer))) {
            return issuer;
        }
        X509CertificateHolder[] sent = response.getCerts();
        for (X509CertificateHolder holder : Arrays.asList(sent).subList(0, Math.min(sent.length, MOST_CERTIFICATES))) {
            if (isNamed(named, holder)) {
                X509Certificate signer = new JcaX509CertificateConverter().getCertificate(holder);
                requireDelegation(signer, issuer, now);
                return signer;
            }
        }
        throw new UnusableException("OCSP response is signed by somebody unknown");
    }

    private static boolean isNamed(RespID named, X509CertificateHolder candidate)
            throws OCSPException, OperatorCreationException {
        return named.equals(new RespID(candidate.getSubject()))
                || named.equals(new RespID(
                        candidate.getSubjectPublicKeyInfo(),
                        new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1)));
    }

    private static void requireDelegation(X509Certificate signer, X509Certificate issuer, Instant now)
            throws UnusableException, GeneralSecurityException {
        if (!signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new UnusableException("OCSP response is signed by somebody whom the issuer did not certify");
        }
        try {
            signer.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new UnusableException("OCSP response is signed by somebody whom the issuer did not certify", e);
        }
        if (!purposes(signer).contains(OCSP_SIGNING)
                || (signer.getKeyUsage() != null && !signer.getKeyUsage()[DIGITAL_SIGNATURE])) {
            throw new UnusableException("OCSP response is signed by somebody who may not sign such");
        }
        if (now.isBefore(signer.getNotBefore().toInstant())
                || now.isAfter(signer.getNotAfter().toInstant())) {
            throw new UnusableException("OCSP response is signed by a certificate that has expired");
        }
        if (signer.hasUnsupportedCriticalExtension()) {
            throw new UnusableException("OCSP response is signed by a certificate that is not understood");
        }
        SignatureCheck.requireStrongHash(new JcaX509CertificateHolder(signer).getSignatureAlgorithm(), "OCSP signer");
        SignatureCheck.requireLongKey(signer, WHAT);
    }

    private static List<String> purposes(X509Certificate signer) throws CertificateParsingException {
        List<String> purposes = signer.getExtendedKeyUsage();
        return purposes == null ? List.of() : purposes;
    }
}
