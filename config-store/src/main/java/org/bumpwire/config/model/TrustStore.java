package org.bumpwire.config.model;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;

/**
 * The CAs that vouch for servers.
 *
 * @param caCertificates those that the operator added
 * @param defaultCas the default CA package where it is included, else nothing; read when first asked for, which takes
 *     up to a second, so not on an event loop
 */
public record TrustStore(
        String name,
        String description,
        List<X509Certificate> caCertificates,
        Supplier<List<X509Certificate>> defaultCas) {
    public TrustStore {
        caCertificates = List.copyOf(caCertificates);
    }
}
