package org.bumpwire.proxy.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * Certificates must be DER to the byte: no bytes after the end, no indefinite or padded lengths, one form of each value.
 * Java repairs or drops what is not, so this looks at the bytes that the server sent.
 */
final class StrictDer {
    private static final String STANDARD = "RFC 5280, section 4.1";

    /** Extensions whose values are defined as ASN.1; of others nobody knows what their bytes are. */
    private static final List<String> STANDARD_EXTENSIONS = List.of("2.5.29.", "1.3.6.1.5.5.7.1.");

    private StrictDer() {}

    /** One finding for each certificate that is something else; depths are places in the list. */
    static List<Finding> findings(List<byte[]> sent) {
        List<Finding> findings = new ArrayList<>();
        for (int depth = 0; depth < sent.size(); depth++) {
            if (!isStrict(sent.get(depth))) {
                findings.add(new Finding(Rule.ENCODING, depth, "Is not encoded in strict DER", STANDARD));
            }
        }
        return findings;
    }

    private static boolean isStrict(byte[] encoded) {
        try {
            ASN1Primitive read = ASN1Primitive.fromByteArray(encoded);
            return isWrittenBackAs(encoded, read) && extensionsAreStrict(Certificate.getInstance(read));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports what it cannot read by runtime exceptions as well.
            return false;
        }
    }

    private static boolean isWrittenBackAs(byte[] encoded, ASN1Primitive read) throws IOException {
        return Arrays.equals(encoded, read.getEncoded(ASN1Encoding.DER));
    }

    private static boolean extensionsAreStrict(Certificate certificate) throws IOException {
        Extensions extensions = certificate.getTBSCertificate().getExtensions();
        if (extensions == null) {
            return true;
        }
        for (var oid : extensions.getExtensionOIDs()) {
            if (STANDARD_EXTENSIONS.stream().anyMatch(oid.getId()::startsWith)) {
                ASN1OctetString value = extensions.getExtension(oid).getExtnValue();
                if (!isWrittenBackAs(value.getOctets(), ASN1Primitive.fromByteArray(value.getOctets()))) {
                    return false;
                }
            }
        }
        return true;
    }
}
