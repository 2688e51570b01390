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
 * @param lookups what is found out about certificates beyond what the server sends
 */
public record TrustStore(
        String name,
        String description,
        List<X509Certificate> caCertificates,
        Supplier<List<X509Certificate>> defaultCas,
        Lookups lookups) {
    public TrustStore {
        caCertificates = List.copyOf(caCertificates);
    }

    /**
     * How it is found out that a certificate was revoked, and where missing intermediates come from.
     *
     * @param staple whether the OCSP response that the server sends along is looked at
     * @param ocsp whether the responders that certificates name are asked
     * @param crl whether the revocation lists that certificates name are fetched
     * @param failure what it means if none of these tells
     * @param intermediates whether an intermediate that the server did not send is fetched
     */
    public record Lookups(boolean staple, boolean ocsp, boolean crl, OnFailure failure, boolean intermediates) {
        /** Looks at what the server sends, and fetches nothing. */
        public static final Lookups DEFAULT = new Lookups(true, false, false, OnFailure.SOFT, false);
    }

    /** What follows from a revocation status that could not be learned. */
    public enum OnFailure {
        /** Nothing: only a certificate that is known to be revoked is bad. */
        SOFT,
        /** The certificate is as bad as an invalid one. */
        HARD
    }
}
