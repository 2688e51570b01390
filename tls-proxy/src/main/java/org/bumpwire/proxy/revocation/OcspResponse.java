package org.bumpwire.proxy.revocation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Reads OCSP responses, stapled or fetched, and believes those only that RFC 6960, section 3.2, lets one believe. */
final class OcspResponse {
    /** How far the clocks of responders may be from ours. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** How old a response may be that does not say when the next one comes. */
    private static final Duration MOST_AGE = Duration.ofDays(1);

    private OcspResponse() {}

    /** What the response says of a certificate; that it cannot be used is an unknown answer. */
    static Answer read(byte[] der, Issued issued, Instant now) {
        try {
            return usable(der, issued, now);
        } catch (UnusableException e) {
            return Answer.unknown(e.why(), now);
        } catch (IOException
                | OCSPException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException e) {
            // Bouncy Castle reports what it cannot read by runtime exceptions as well.
            return Answer.unknown("OCSP response cannot be read", now);
        }
    }

    private static Answer usable(byte[] der, Issued issued, Instant now)
            throws UnusableException, IOException, OCSPException, GeneralSecurityException, OperatorCreationException {
        BasicOCSPResp response = basic(new OCSPResp(der));
        SingleResp single = about(issued, response);
        if (!response.getCriticalExtensionOIDs().isEmpty()
                || !single.getCriticalExtensionOIDs().isEmpty()) {
            throw new UnusableException("OCSP response has a critical extension that is not understood");
        }
        Instant until = freshUntil(single, now);
        SignatureCheck.requireStrongHash(response.getSignatureAlgorithmID(), "OCSP response");
        X509Certificate signer = OcspSigner.of(response, issued.issuer(), now);
        if (!response.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()))) {
            throw new UnusableException("Signature of the OCSP response is wrong");
        }
        CertificateStatus status = single.getCertStatus();
        if (status == CertificateStatus.GOOD) {
            return Answer.good(now, until);
        }
        return status instanceof RevokedStatus revoked
                ? Answer.revoked("Revoked at " + revoked.getRevocationTime().toInstant(), now, until)
                : Answer.unknown("OCSP responder does not know the certificate", now);
    }

    private static BasicOCSPResp basic(OCSPResp response) throws UnusableException, OCSPException {
        if (response.getStatus() != OCSPResponseStatus.SUCCESSFUL) {
            throw new UnusableException("OCSP responder answered with status " + response.getStatus());
        }
        if (response.getResponseObject() instanceof BasicOCSPResp basic) {
            return basic;
        }
        throw new UnusableException("OCSP response is of a type that is not understood");
    }

    private static SingleResp about(Issued issued, BasicOCSPResp response)
            throws UnusableException, GeneralSecurityException, OCSPException, OperatorCreationException {
        JcaX509CertificateHolder issuer = new JcaX509CertificateHolder(issued.issuer());
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        for (SingleResp single : response.getResponses()) {
            if (single.getCertID().getSerialNumber().equals(issued.certificate().getSerialNumber())
                    && single.getCertID().matchesIssuer(issuer, digests)) {
                return single;
            }
        }
        throw new UnusableException("OCSP response is about another certificate");
    }

    private static Instant freshUntil(SingleResp single, Instant now) throws UnusableException {
        Instant from = single.getThisUpdate().toInstant();
        if (from.isAfter(now.plus(SKEW))) {
            throw new UnusableException("OCSP response is from the future: " + from);
        }
        Date next = single.getNextUpdate();
        Instant until = next == null ? from.plus(MOST_AGE) : next.toInstant();
        if (until.isBefore(now.minus(SKEW))) {
            throw new UnusableException("OCSP response is out of date since " + until);
        }
        return until;
    }
}
