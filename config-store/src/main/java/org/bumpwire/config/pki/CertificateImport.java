package org.bumpwire.config.pki;

import java.nio.file.Path;
import java.time.Clock;

/** Reads what operators bring: certificates with keys, CA certificates, CA packages; every refusal is one sentence. */
@SuppressWarnings("DoNotCallSuggester")
public final class CertificateImport {
    private final Clock clock;

    public CertificateImport(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a certificate (with or without its chain) and its key, both PEM or DER.
     *
     * @param keyFile may be the certificate's own file
     * @param password of the key; empty where it is not encrypted
     */
    public KeyedCertificate pem(Path certificateFile, Path keyFile, char[] password) throws PkiException {
        throw new UnsupportedOperationException(clock.toString());
    }

    /** Reads the one key of a PKCS #12 file and its certificates. */
    public KeyedCertificate pkcs12(Path file, char[] password) throws PkiException {
        throw new UnsupportedOperationException();
    }

    /** Reads CA certificates (PEM, DER or PKCS #12, whose keys are ignored); one that may not be trusted refuses all. */
    public ImportedCas caCertificates(Path file, char[] password) throws PkiException {
        throw new UnsupportedOperationException();
    }

    /** Reads a PEM bundle as the default CA package, leaving out with a warning what may not be trusted. */
    public ImportedCas defaultCas(Path file) throws PkiException {
        throw new UnsupportedOperationException();
    }
}
