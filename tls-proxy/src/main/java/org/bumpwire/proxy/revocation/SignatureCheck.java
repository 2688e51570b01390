package org.bumpwire.proxy.revocation;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;

/** Signatures on responses and lists must be as strong as those on certificates. */
final class SignatureCheck {
    private static final int SHORTEST_RSA = 2048;
    private static final DefaultDigestAlgorithmIdentifierFinder DIGESTS = new DefaultDigestAlgorithmIdentifierFinder();
    private static final Set<ASN1ObjectIdentifier> STRONG = Set.of(
            NISTObjectIdentifiers.id_sha256,
            NISTObjectIdentifiers.id_sha384,
            NISTObjectIdentifiers.id_sha512,
            NISTObjectIdentifiers.id_sha512_256,
            NISTObjectIdentifiers.id_sha3_256,
            NISTObjectIdentifiers.id_sha3_384,
            NISTObjectIdentifiers.id_sha3_512,
            NISTObjectIdentifiers.id_shake256);

    private SignatureCheck() {}

    static void requireStrongHash(AlgorithmIdentifier signature, String what) throws UnusableException {
        AlgorithmIdentifier digest = DIGESTS.find(signature);
        if (digest == null || !STRONG.contains(digest.getAlgorithm())) {
            throw new UnusableException(what + " is signed over a weak hash (RFC 9155, section 1)");
        }
    }

    static void requireLongKey(X509Certificate signer, String what) throws UnusableException {
        if (signer.getPublicKey() instanceof RSAKey key && key.getModulus().bitLength() < SHORTEST_RSA) {
            throw new UnusableException("%s is signed with an RSA key of %d bits"
                    .formatted(what, key.getModulus().bitLength()));
        }
    }
}
