package org.bumpwire.proxy.mint;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A copy of a server's certificate that the device can show to clients.
 *
 * @param alias unique for each leaf that was ever minted since the start, so that a TLS engine may cache by it
 * @param chain the copy, then its signer's chain
 * @param trusted whether the signing CA and not the untrusted CA signed it
 */
public record MintedLeaf(
        String alias,
        List<X509Certificate> chain,
        PrivateKey privateKey,
        KeyType keyType,
        boolean trusted,
        Instant notAfter) {
    private static final int FIXED_BYTES = 4096;
    /** Encoded, parsed by Java, and parsed by the TLS engine. */
    private static final int FORMS = 6;

    public MintedLeaf {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** About how much memory it takes, its form in the TLS engine included. */
    int bytes() {
        try {
            return FIXED_BYTES + FORMS * certificate().getEncoded().length;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was signed has an encoding", e);
        }
    }

    /** Names the certificate and never the key. */
    @Override
    public String toString() {
        return "MintedLeaf[" + alias + "]";
    }
}
