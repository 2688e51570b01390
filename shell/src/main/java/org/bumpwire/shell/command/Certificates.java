package org.bumpwire.shell.command;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** The certificates of a configuration, those with a private key first; never the keys. */
final class Certificates {
    private static final ConfigPath AT = ConfigPath.of("certificates");

    private final ConfigTree tree;
    private final Vault vault;

    private Certificates(ConfigTree tree, Vault vault) {
        this.tree = tree;
        this.vault = vault;
    }

    /** Those of the candidate in edit mode, else those that run. */
    static Certificates seenBy(ShellSession session) {
        return new Certificates(DisplaySource.here(session), session.device().vault());
    }

    List<String> names() {
        return Stream.of("certificate", "ca-certificate")
                .flatMap(kind -> tree.names(AT, context(kind)).stream())
                .distinct()
                .toList();
    }

    List<String> names(String kind) {
        return tree.names(AT, context(kind));
    }

    /** The chain under a name; a certificate with a key wins over a CA of the same name. */
    List<X509Certificate> chain(String name) throws CommandException {
        for (String kind : List.of("certificate", "ca-certificate")) {
            if (names(kind).contains(name)) {
                return chain(kind, name);
            }
        }
        throw new CommandException(
                "Certificate \"%s\" does not exist; show certificates lists those that do".formatted(name));
    }

    List<X509Certificate> chain(String kind, String name) throws CommandException {
        ContextNode context = context(kind);
        LeafNode<?> leaf = context.leaf("chain").orElseThrow();
        List<String> id = tree.words(AT.child(context, name), leaf);
        if (id.isEmpty()) {
            throw new CommandException("Certificate \"%s\" was never imported or generated".formatted(name));
        }
        try {
            return vault.chain(id.get(0));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    /** Whether a certificate was given a private key that is not there any more. */
    boolean lacksItsKey(String name) {
        ConfigPath certificate = AT.child(CertificatesContext.CERTIFICATE, name);
        return tree.words(certificate, CertificatesContext.CERTIFICATE_KEY).stream()
                .anyMatch(id -> !vault.hasKey(id));
    }

    private static ContextNode context(String kind) {
        return AT.context().context(kind).orElseThrow();
    }
}
