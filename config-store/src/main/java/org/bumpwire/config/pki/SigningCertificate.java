package org.bumpwire.config.pki;

import java.time.Clock;

/** Makes the self-signed CA under which a client proxy shows sites to its clients. */
@SuppressWarnings("DoNotCallSuggester")
public final class SigningCertificate {
    public static final int DEFAULT_DAYS = 3650;

    private SigningCertificate() {}

    /** Takes seconds for large RSA keys, so not on an event loop. */
    public static KeyedCertificate generate(
            CertificateSubject subject, KeyAlgorithm algorithm, int keySize, int days, Clock clock)
            throws PkiException {
        throw new UnsupportedOperationException();
    }
}
