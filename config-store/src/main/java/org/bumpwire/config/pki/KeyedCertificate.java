package org.bumpwire.config.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its private key, read or made but not yet stored.
 *
 * @param chain the certificate itself first, then each one's issuer as far as they are known
 * @param privateKey of algorithm "RSA" or "EC"; belongs to the first of the chain
 * @param warnings what the operator should know, a sentence each
 */
public record KeyedCertificate(List<X509Certificate> chain, PrivateKey privateKey, List<String> warnings) {
    public KeyedCertificate {
        chain = List.copyOf(chain);
        warnings = List.copyOf(warnings);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Names the certificate and never the key. */
    @Override
    public String toString() {
        return "KeyedCertificate[" + certificate().getSubjectX500Principal() + "]";
    }
}
