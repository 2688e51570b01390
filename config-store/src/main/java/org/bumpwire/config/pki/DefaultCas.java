package org.bumpwire.config.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The default CA package, read when first asked for and then kept; without it nobody is trusted, which fails safe. */
public final class DefaultCas implements Supplier<List<X509Certificate>> {
    /** Where Debian keeps its CAs. */
    public static final Path SYSTEM_BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private static final Logger log = LoggerFactory.getLogger(DefaultCas.class);

    private final Source source;
    private @Nullable List<X509Certificate> certificates;

    private DefaultCas(Source source) {
        this.source = source;
    }

    /** The system's own bundle; no CA at all, and a warning in the log, where there is none. */
    public static DefaultCas ofSystem(Path bundle) {
        return new DefaultCas(() -> {
            if (!Files.exists(bundle)) {
                throw new PkiException("There is no CA bundle at '%s': import a default CA package".formatted(bundle));
            }
            return new CertificateImport(Clock.systemUTC()).defaultCas(bundle).certificates();
        });
    }

    /** The bundle of this system, read once for whoever asks. */
    public static DefaultCas ofThisSystem() {
        return OfThisSystem.CAS;
    }

    /** The package that the operator imported. */
    public static DefaultCas inVault(Vault vault, String id) {
        return new DefaultCas(() -> vault.chain(id));
    }

    @Override
    public synchronized List<X509Certificate> get() {
        List<X509Certificate> known = certificates;
        if (known == null) {
            known = read();
            certificates = known;
        }
        return known;
    }

    private List<X509Certificate> read() {
        try {
            return List.copyOf(source.read());
        } catch (PkiException e) {
            log.warn("No default CA is trusted: {}", e.getMessage());
            return List.of();
        }
    }

    /** Not read before somebody asks. */
    private static final class OfThisSystem {
        private static final DefaultCas CAS = ofSystem(SYSTEM_BUNDLE);
    }

    /** Where the certificates come from. */
    private interface Source {
        List<X509Certificate> read() throws PkiException;
    }
}
