package org.bumpwire.proxy.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Asks responders as RFC 5019 has it: one certificate a request, by GET where it is short, so that caches on the way can
 * answer. For their sake there is no nonce; how fresh an answer is, its own times say.
 */
final class OcspRequests {
    static final int LONGEST_RESPONSE = 64 * 1024;

    private static final int LONGEST_GET = 255;

    private final HttpFetch fetch;

    OcspRequests(HttpFetch fetch) {
        this.fetch = fetch;
    }

    CompletionStage<byte[]> ask(URI responder, Issued issued) throws UnusableException {
        byte[] request = request(issued);
        String inPath = URLEncoder.encode(Base64.getEncoder().encodeToString(request), UTF_8);
        if (inPath.length() > LONGEST_GET) {
            return fetch.post(responder, request, "application/ocsp-request", LONGEST_RESPONSE);
        }
        String base = responder.toString();
        return fetch.get(URI.create(base + (base.endsWith("/") ? "" : "/") + inPath), LONGEST_RESPONSE);
    }

    /** SHA-1 names the issuer here and protects nothing; it is what all responders know (RFC 5019, section 2.1.1). */
    private static byte[] request(Issued issued) throws UnusableException {
        try {
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issued.issuer()),
                    issued.certificate().getSerialNumber());
            return new OCSPReqBuilder().addRequest(id).build().getEncoded();
        } catch (OCSPException | OperatorCreationException | CertificateEncodingException | IOException e) {
            throw new UnusableException("No OCSP request can be made for it", e);
        }
    }
}
