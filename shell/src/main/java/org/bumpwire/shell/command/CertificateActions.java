package org.bumpwire.shell.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.pki.CertificateImport;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.ImportedCas;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.SslInspectionContext;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ConfigAction;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** Puts certificates and keys into the vault, and their ids into the candidate. */
final class CertificateActions {
    private CertificateActions() {}

    static Map<String, ConfigAction> all() {
        return Map.of(
                CertificatesContext.IMPORT_PEM.id(),
                CertificateActions::importPem,
                CertificatesContext.IMPORT_PKCS12.id(),
                CertificateActions::importPkcs12,
                CertificatesContext.GENERATE_SIGNING.id(),
                CertificateActions::generateSigning,
                CertificatesContext.IMPORT_CA.id(),
                CertificateActions::importCas,
                CertificatesContext.IMPORT_DEFAULT_CA.id(),
                CertificateActions::importDefaultCas);
    }

    private static void importPem(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        requireKeys(session);
        Path certificate = file(session, asked, "file");
        Path key = file(session, asked, "key");
        char[] password = password(asked);
        try {
            keep(
                    session,
                    editing,
                    asked,
                    new CertificateImport(session.device().clock()).pem(certificate, key, password));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void importPkcs12(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        requireKeys(session);
        Path file = file(session, asked, "file");
        char[] password = password(asked);
        try {
            keep(session, editing, asked, new CertificateImport(session.device().clock()).pkcs12(file, password));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void generateSigning(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        requireKeys(session);
        KeyAlgorithm algorithm =
                KeyAlgorithm.valueOf(argument(asked, "key").orElse("ecdsa").toUpperCase(Locale.ROOT));
        try {
            CertificateSubject subject = new CertificateSubject(
                    argument(asked, "common-name").orElseThrow(),
                    argument(asked, "organization").orElse(""),
                    argument(asked, "organizational-unit").orElse(""),
                    argument(asked, "locality").orElse(""),
                    argument(asked, "province").orElse(""),
                    argument(asked, "country").orElse(""),
                    "");
            int size = argument(asked, "size").map(Integer::valueOf).orElse(algorithm.defaultSize());
            int days = argument(asked, "days").map(Integer::valueOf).orElse(SigningCertificate.DEFAULT_DAYS);
            keep(
                    session,
                    editing,
                    asked,
                    SigningCertificate.generate(
                            subject, algorithm, size, days, session.device().clock()));
        } catch (PkiException | IllegalArgumentException e) {
            throw CommandException.saying(e);
        }
    }

    private static void importCas(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        Path file = file(session, asked, "file");
        char[] password = password(asked);
        try {
            ImportedCas cas = new CertificateImport(session.device().clock()).caCertificates(file, password);
            keep(session, editing, asked.path(), CertificatesContext.CA_CHAIN, cas);
        } catch (PkiException e) {
            throw CommandException.saying(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void importDefaultCas(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        try {
            ImportedCas cas = new CertificateImport(session.device().clock()).defaultCas(file(session, asked, "file"));
            keep(session, editing, asked.path(), CertificatesContext.DEFAULT_CA, cas);
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    private static void keep(
            ShellSession session, Editing editing, Statement.Action asked, KeyedCertificate certificate)
            throws CommandException, PkiException {
        Vault vault = session.device().vault();
        boolean mayRest = !editing.candidate()
                .tree()
                .words(ConfigPath.of("sslinsp"), SslInspectionContext.PERSIST_PRIVATE_KEYS)
                .equals(List.of("disable"));
        editing.assign(new Statement.Assign(
                asked.path(),
                List.of(
                        edit(CertificatesContext.CERTIFICATE_CHAIN, vault.putChain(certificate.chain())),
                        edit(CertificatesContext.CERTIFICATE_KEY, vault.putKey(certificate.privateKey(), mayRest)))));
        certificate.warnings().forEach(w -> session.say("warning: " + w));
        session.say("%s is in the candidate: %s"
                .formatted(asked.path(), certificate.certificate().getSubjectX500Principal()));
    }

    private static void keep(
            ShellSession session, Editing editing, ConfigPath path, LeafNode<String> leaf, ImportedCas cas)
            throws CommandException, PkiException {
        String id = session.device().vault().putChain(cas.certificates());
        editing.assign(new Statement.Assign(path, List.of(edit(leaf, id))));
        cas.warnings().forEach(w -> session.say("warning: " + w));
        session.say("%s is in the candidate: %d CA certificates"
                .formatted(path, cas.certificates().size()));
    }

    private static Statement.LeafEdit edit(LeafNode<?> leaf, String id) {
        return new Statement.LeafEdit(leaf, List.of(id));
    }

    /** Before a file is read or a key made, for a refusal afterwards would leave it in the vault. */
    private static void requireKeys(ShellSession session) throws CommandException {
        if (!session.may(Capability.MANAGE_KEYS)) {
            throw new CommandException("Certificates with private keys are an administrator's to bring");
        }
    }

    private static Path file(ShellSession session, Statement.Action asked, String name) throws CommandException {
        return session.files().readable(argument(asked, name).orElseThrow());
    }

    private static char[] password(Statement.Action asked) {
        return argument(asked, "password").orElse("").toCharArray();
    }

    private static Optional<String> argument(Statement.Action asked, String name) {
        return Optional.ofNullable(asked.arguments().get(name));
    }
}
