package org.bumpwire.config.pki;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;

/** Reads what operators bring: certificates with keys, CA certificates, CA packages; every refusal is one sentence. */
public final class CertificateImport {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int MAX_PACKAGE_BYTES = 8 << 20;
    private static final int MAX_CERTIFICATES = 100;
    private static final int RECOMMENDED_RSA_BITS = 2048;

    private final Clock clock;

    public CertificateImport(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a certificate (with or without its chain) and its key, each PEM or DER.
     *
     * @param keyFile may be the certificate's own file
     * @param password of the key; empty where it is not encrypted
     */
    public KeyedCertificate pem(Path certificateFile, Path keyFile, char[] password) throws PkiException {
        InputFile keySource = InputFile.read(keyFile, MAX_FILE_BYTES);
        try {
            List<X509Certificate> certificates = certificates(InputFile.read(certificateFile, MAX_FILE_BYTES));
            PrivateKey key = new KeyFile(keySource, password).key();
            return matched(certificates, certificateFile.toString(), key, keyFile.toString());
        } finally {
            keySource.wipe();
        }
    }

    /** Reads a certificate whose key is in its own file, or else known to the device. */
    public KeyedCertificate pem(Path certificateFile, char[] password, KnownKeys known) throws PkiException {
        return withKnownKey(InputFile.read(certificateFile, MAX_FILE_BYTES), password, known);
    }

    /** Reads what {@link #pem(Path, char[], KnownKeys)} reads, out of PEM text that was pasted. */
    public KeyedCertificate pasted(String text, char[] password, KnownKeys known) throws PkiException {
        return withKnownKey(InputFile.pasted(text), password, known);
    }

    private KeyedCertificate withKnownKey(InputFile source, char[] password, KnownKeys known) throws PkiException {
        try {
            List<X509Certificate> certificates = certificates(source);
            if (source.hasPemKey()) {
                return matched(certificates, source.name(), new KeyFile(source, password).key(), source.name());
            }
            for (X509Certificate certificate : certificates) {
                Optional<PrivateKey> key = known.keyOf(certificate);
                if (key.isPresent()) {
                    return matched(certificates, source.name(), key.get(), source.name());
                }
            }
            throw new PkiException(
                    "The device has no private key for certificate '%s' in '%s': give it too (with key FILE), or import the answer to one of its signing requests"
                            .formatted(Certificates.name(certificates.get(0)), source.name()));
        } finally {
            source.wipe();
        }
    }

    /** Reads every certificate with a key in a PKCS #12 file, each with its chain; at least one, each once. */
    public List<AliasedCertificate> pkcs12(Path file, char[] password) throws PkiException {
        Pkcs12File store = Pkcs12File.read(InputFile.read(file, MAX_FILE_BYTES), password);
        List<X509Certificate> certificates = bounded(store.certificates(), file);
        List<AliasedCertificate> read = new ArrayList<>();
        List<PrivateKey> keys = store.keys();
        for (PrivateKey key : keys) {
            KeyedCertificate certificate = matched(certificates, file.toString(), key, file.toString());
            String alias = nameable(store.alias(key, certificate.certificate()));
            read.add(new AliasedCertificate(
                    alias.isEmpty() ? Integer.toString(read.size() + 1) : alias,
                    keys.size() == 1 ? certificate : withoutOthers(certificate)));
        }
        return read;
    }

    /** Of several certificates each leaves out the others', which is nothing to warn of. */
    private KeyedCertificate withoutOthers(KeyedCertificate certificate) {
        return new KeyedCertificate(
                certificate.chain(), certificate.privateKey(), warnings(certificate.chain(), certificate.chain()));
    }

    private static String nameable(String alias) {
        return alias.strip().replaceAll("[^A-Za-z0-9_.-]+", "-");
    }

    /** Reads CA certificates (PEM, DER or PKCS #12, whose keys are ignored); one that may not be trusted refuses all. */
    public ImportedCas caCertificates(Path file, char[] password) throws PkiException {
        InputFile source = InputFile.read(file, MAX_FILE_BYTES);
        List<X509Certificate> certificates = source.isPkcs12()
                ? bounded(Pkcs12File.readCertificates(source, password).certificates(), file)
                : certificates(source);
        List<String> warnings = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            Optional<String> refusal = CaCheck.refusal(certificate, clock.instant());
            if (refusal.isPresent()) {
                throw new PkiException(
                        "Certificate '%s' in '%s' %s".formatted(Certificates.name(certificate), file, refusal.get()));
            }
            warnIfNotYetValid(certificate, warnings);
        }
        return new ImportedCas(certificates, warnings);
    }

    /** Reads a PEM bundle as the default CA package, leaving out with a warning what may not be trusted. */
    public ImportedCas defaultCas(Path file) throws PkiException {
        InputFile source = InputFile.read(file, MAX_PACKAGE_BYTES);
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        List<String> warnings = new ArrayList<>();
        for (PemObject block : source.pemBlocks()) {
            if (isCertificate(block)) {
                takeIfTrustworthy(block, file, certificates, warnings);
            }
        }
        if (certificates.isEmpty()) {
            throw new PkiException("File '%s' holds no CA certificate that may be trusted%s"
                    .formatted(file, warnings.isEmpty() ? "" : ": " + warnings.get(0)));
        }
        return new ImportedCas(List.copyOf(certificates), warnings);
    }

    private void takeIfTrustworthy(
            PemObject block, Path file, Set<X509Certificate> certificates, List<String> warnings) {
        try {
            X509Certificate certificate = Certificates.ofDer(block.getContent(), file.toString());
            Optional<String> refusal = CaCheck.refusal(certificate, clock.instant());
            refusal.ifPresentOrElse(
                    reason -> warnings.add("Left out '%s', which %s".formatted(Certificates.name(certificate), reason)),
                    () -> certificates.add(certificate));
        } catch (PkiException e) {
            warnings.add("Left out a certificate that is damaged");
        }
    }

    private KeyedCertificate matched(
            List<X509Certificate> certificates, String certificateFile, PrivateKey key, String keyFile)
            throws PkiException {
        X509Certificate own = certificates.stream()
                .filter(certificate -> PrivateKeys.belongsTo(key, certificate.getPublicKey()))
                .findFirst()
                .orElseThrow(
                        () -> new PkiException("The private key in '%s' does not belong to certificate '%s' in '%s'"
                                .formatted(keyFile, Certificates.name(certificates.get(0)), certificateFile)));
        List<X509Certificate> chain = ChainOrder.from(own, certificates);
        return new KeyedCertificate(chain, key, warnings(chain, certificates));
    }

    private List<String> warnings(List<X509Certificate> chain, List<X509Certificate> certificates) {
        List<String> warnings = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            if (!chain.contains(certificate)) {
                warnings.add("Left out '%s', which is not in the chain of '%s'"
                        .formatted(Certificates.name(certificate), Certificates.name(chain.get(0))));
            }
        }
        for (X509Certificate certificate : chain) {
            warnIfExpired(certificate, warnings);
            warnIfNotYetValid(certificate, warnings);
        }
        X509Certificate own = chain.get(0);
        if (own.getPublicKey() instanceof RSAPublicKey && Certificates.keyBits(own) < RECOMMENDED_RSA_BITS) {
            warnings.add("Certificate '%s' has an RSA key of %d bits, at least %d are recommended"
                    .formatted(Certificates.name(own), Certificates.keyBits(own), RECOMMENDED_RSA_BITS));
        }
        return warnings;
    }

    private void warnIfExpired(X509Certificate certificate, List<String> warnings) {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(clock.instant())) {
            warnings.add("Certificate '%s' expired on %s"
                    .formatted(Certificates.name(certificate), CertificateStatus.day(end)));
        }
    }

    private void warnIfNotYetValid(X509Certificate certificate, List<String> warnings) {
        Instant start = certificate.getNotBefore().toInstant();
        if (start.isAfter(clock.instant())) {
            warnings.add("Certificate '%s' is not valid before %s"
                    .formatted(Certificates.name(certificate), CertificateStatus.day(start)));
        }
    }

    private static List<X509Certificate> certificates(InputFile file) throws PkiException {
        if (file.isPem()) {
            List<X509Certificate> certificates = new ArrayList<>();
            for (PemObject block : file.pemBlocks()) {
                if (isCertificate(block)) {
                    certificates.add(Certificates.ofDer(block.getContent(), file.name()));
                }
            }
            return bounded(certificates, Path.of(file.name()));
        }
        if (file.isPkcs12()) {
            throw new PkiException("File '%s' is PKCS #12: import it as pkcs12".formatted(file.name()));
        }
        if (file.isPkcs7()) {
            throw new PkiException(
                    "File '%s' is PKCS #7: convert it with openssl pkcs7 -print_certs".formatted(file.name()));
        }
        if (!file.isStructure()) {
            throw new PkiException("File '%s' holds no certificate".formatted(file.name()));
        }
        return List.of(Certificates.ofDer(file.content(), file.name()));
    }

    private static boolean isCertificate(PemObject block) {
        return block.getType().equals("CERTIFICATE") || block.getType().equals("X509 CERTIFICATE");
    }

    private static List<X509Certificate> bounded(List<X509Certificate> certificates, Path file) throws PkiException {
        Set<X509Certificate> distinct = new LinkedHashSet<>(certificates);
        if (distinct.isEmpty()) {
            throw new PkiException("File '%s' holds no certificate".formatted(file));
        }
        if (distinct.size() > MAX_CERTIFICATES) {
            throw new PkiException("File '%s' holds %d certificates, at most %d are read"
                    .formatted(file, distinct.size(), MAX_CERTIFICATES));
        }
        return List.copyOf(distinct);
    }
}
