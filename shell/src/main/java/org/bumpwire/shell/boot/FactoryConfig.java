package org.bumpwire.shell.boot;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.ProxyContexts;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;

/** What a device is configured with before anybody configured it. */
final class FactoryConfig {
    private FactoryConfig() {}

    /**
     * An account, the CA of this device alone that signs copies of bad certificates (guide, chapter 10), and the
     * statements that the start asks for.
     */
    static ConfigTree of(FirstAdministrator administrator, List<String> statements, Vault vault, Clock clock)
            throws BootException {
        List<String> lines = new ArrayList<>(administrator.statements());
        lines.addAll(untrustedCa(vault, clock));
        lines.addAll(statements);
        ConfigLoader.Loaded loaded = ConfigLoader.load(ConfigTree.empty(), ConfigPath.root(), lines);
        if (!loaded.problems().isEmpty()) {
            throw new BootException(String.join("; ", loaded.problems()));
        }
        return loaded.tree();
    }

    private static List<String> untrustedCa(Vault vault, Clock clock) throws BootException {
        try {
            KeyAlgorithm algorithm = KeyAlgorithm.ECDSA;
            KeyedCertificate ca = SigningCertificate.generate(
                    CertificateSubject.named(ProxyContexts.UNTRUSTED_CA),
                    algorithm,
                    algorithm.defaultSize(),
                    SigningCertificate.DEFAULT_DAYS,
                    clock);
            String certificate = "certificates certificate \"%s\" ".formatted(ProxyContexts.UNTRUSTED_CA);
            return List.of(
                    certificate + "chain " + vault.putChain(ca.chain()),
                    certificate + "private-key " + vault.putKey(ca.privateKey()));
        } catch (PkiException e) {
            throw new BootException(e);
        }
    }
}
