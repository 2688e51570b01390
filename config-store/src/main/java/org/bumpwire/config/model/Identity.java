package org.bumpwire.config.model;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its private key, under the name that the operator gave it.
 *
 * @param chain the certificate itself first, then the intermediates that are sent with it
 */
public record Identity(String name, List<X509Certificate> chain, PrivateKey privateKey) {
    public Identity {
        chain = List.copyOf(chain);
    }

    /** A certificate whose key is not there any more: what needs it cannot be done. */
    public static Identity withoutKey(String name, List<X509Certificate> chain) {
        return new Identity(name, chain, MissingKey.INSTANCE);
    }

    public boolean hasKey() {
        return privateKey != MissingKey.INSTANCE;
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Names the certificate and never the key. */
    @Override
    public String toString() {
        return "Identity[" + name + "]";
    }
}
