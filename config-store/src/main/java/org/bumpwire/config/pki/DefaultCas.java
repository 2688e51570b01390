package org.bumpwire.config.pki;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;

/** The default CA package, read when first asked for and then kept. */
@SuppressWarnings("DoNotCallSuggester")
public final class DefaultCas implements Supplier<List<X509Certificate>> {
    /** Where Debian keeps its CAs. */
    public static final Path SYSTEM_BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    /** The system's own bundle; nothing (and a warning in the log) where there is none. */
    public static DefaultCas ofSystem(Path bundle) {
        throw new UnsupportedOperationException(bundle.toString());
    }

    /** The package that the operator imported. */
    public static DefaultCas inVault(Vault vault, String id) {
        throw new UnsupportedOperationException(id);
    }

    @Override
    public List<X509Certificate> get() {
        throw new UnsupportedOperationException();
    }
}
