package org.bumpwire.config.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The private keys that the device has already, such as those of its signing requests. */
public interface KnownKeys {
    Optional<PrivateKey> keyOf(X509Certificate certificate) throws PkiException;
}
