package org.bumpwire.config.compile;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.pki.CertificateImport;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;

/**
 * A vault with certificates and the statements that name them: {@code rsa} and {@code ec} for servers, {@code signing}
 * and {@code untrusted} for a client proxy, {@code keyless}, and the CA {@code root}.
 */
public final class VaultFixture {
    /** A day on which all of them are valid. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2030-06-01T00:00:00Z"), ZoneOffset.UTC);

    private static final char[] NO_PASSWORD = {};

    private final Vault vault = Vault.inMemory();
    private final List<String> statements = new ArrayList<>();

    public VaultFixture() {
        try {
            CertificateImport files = new CertificateImport(CLOCK);
            put("rsa", files.pem(file("rsa-leaf.pem"), file("rsa-key-pkcs8.pem"), NO_PASSWORD));
            put("ec", files.pem(file("ec-leaf.pem"), file("ec-key-pkcs8.pem"), NO_PASSWORD));
            put("signing", generated("Signing"));
            put("untrusted", generated("Untrusted"));
            statements.add("certificates certificate keyless chain "
                    + vault.putChain(generated("Keyless").chain()));
            statements.add("certificates ca-certificate root chain "
                    + vault.putChain(
                            files.caCertificates(file("root.pem"), NO_PASSWORD).certificates()));
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    public Vault vault() {
        return vault;
    }

    /** A tree of the certificates and these statements. */
    public ConfigTree tree(String... lines) {
        ConfigTree tree = load(ConfigTree.empty(), statements);
        return load(tree, List.of(lines));
    }

    private void put(String name, KeyedCertificate certificate) throws PkiException {
        statements.add("certificates certificate %s chain %s private-key %s"
                .formatted(name, vault.putChain(certificate.chain()), vault.putKey(certificate.privateKey())));
    }

    private static KeyedCertificate generated(String name) throws PkiException {
        return SigningCertificate.generate(CertificateSubject.named(name), KeyAlgorithm.ECDSA, 256, 3_650, CLOCK);
    }

    private static ConfigTree load(ConfigTree onto, List<String> lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(onto, ConfigPath.root(), lines);
        if (!loaded.problems().isEmpty()) {
            throw new IllegalArgumentException(loaded.problems().toString());
        }
        return loaded.tree();
    }

    private static Path file(String name) {
        try {
            return Path.of(VaultFixture.class.getResource("/pki/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
