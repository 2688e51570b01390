package org.bumpwire.proxy.revocation;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/** The extension by which a certificate demands that its server staple an OCSP response (RFC 7633). */
final class MustStaple {
    static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

    private static final int STATUS_REQUEST = 5;

    private MustStaple() {}

    static boolean demandedBy(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(TLS_FEATURE);
        if (extension == null) {
            return false;
        }
        try {
            ASN1Sequence features = ASN1Sequence.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            for (ASN1Encodable feature : features) {
                if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException e) {
            // Bouncy Castle reports what it cannot read by runtime exceptions; what cannot be read demands the most.
            return true;
        }
    }
}
