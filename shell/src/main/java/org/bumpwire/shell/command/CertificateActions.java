package org.bumpwire.shell.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.pki.AliasedCertificate;
import org.bumpwire.config.pki.CertificateImport;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ConfigAction;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** Brings certificates with their private keys, in the place of others or not. */
final class CertificateActions {
    private static final int MOST_PASTED = 1 << 20;
    private static final int LONGEST_NAME = 128;

    private CertificateActions() {}

    static Map<String, ConfigAction> all() {
        Map<String, ConfigAction> all = new HashMap<>();
        all.put(CertificatesContext.IMPORT_PEM.id(), bringing(CertificateActions::ofFiles));
        all.put(CertificatesContext.IMPORT_DER.id(), bringing(CertificateActions::ofFiles));
        all.put(CertificatesContext.IMPORT_PKCS12.id(), CertificateActions::importPkcs12);
        all.put(CertificatesContext.IMPORT_TERMINAL.id(), bringing(CertificateActions::ofTerminal));
        all.put(CertificatesContext.REPLACE_PEM.id(), replacing(CertificateActions::ofFiles));
        all.put(CertificatesContext.REPLACE_PKCS12.id(), replacing(CertificateActions::onlyOneOfPkcs12));
        all.put(CertificatesContext.REPLACE_TERMINAL.id(), replacing(CertificateActions::ofTerminal));
        all.putAll(GenerateActions.all());
        all.putAll(CaActions.all());
        all.putAll(SecretActions.all());
        all.putAll(CategoryActions.all());
        return Map.copyOf(all);
    }

    /** Where a certificate with its key comes from. */
    private interface Source {
        KeyedCertificate read(CandidateCertificates candidate, Statement.Action asked) throws CommandException;
    }

    private static ConfigAction bringing(Source source) {
        return (session, editing, asked) -> {
            CandidateCertificates candidate = new CandidateCertificates(session, editing);
            KeyedCertificate certificate = source.read(candidate, asked);
            try {
                candidate.put(asked.path(), certificate, ActionArguments.toggle(asked, "exportable"));
            } catch (PkiException e) {
                throw CommandException.saying(e);
            }
        };
    }

    private static ConfigAction replacing(Source source) {
        return (session, editing, asked) -> {
            CandidateCertificates candidate = new CandidateCertificates(session, editing);
            candidate.requireReplaceable(asked.path());
            KeyedCertificate certificate = source.read(candidate, asked);
            try {
                candidate.replace(asked.path(), certificate, ActionArguments.toggle(asked, "exportable"));
            } catch (PkiException e) {
                throw CommandException.saying(e);
            }
        };
    }

    private static KeyedCertificate ofFiles(CandidateCertificates candidate, Statement.Action asked)
            throws CommandException {
        ShellSession session = candidate.session();
        Path certificate = ActionArguments.file(session, asked, "file");
        Optional<Path> key = ActionArguments.optional(asked, "key").isPresent()
                ? Optional.of(ActionArguments.file(session, asked, "key"))
                : Optional.empty();
        return Unlocking.read(
                session,
                asked,
                password -> key.isPresent()
                        ? imports(session).pem(certificate, key.get(), password)
                        : imports(session).pem(certificate, password, candidate::keyOf));
    }

    private static KeyedCertificate ofTerminal(CandidateCertificates candidate, Statement.Action asked)
            throws CommandException {
        ShellSession session = candidate.session();
        List<String> lines = session.screen()
                .askSecretLines("Paste the certificate, its chain and its private key as PEM; nothing of it is shown."
                        + " End with a line that is a single dot:");
        String text = String.join("\n", lines);
        if (text.isBlank()) {
            throw new CommandException("Nothing was pasted, so nothing was changed");
        }
        if (text.length() >= MOST_PASTED) {
            throw new CommandException("More than 1 MiB was pasted; nothing was changed");
        }
        return Unlocking.read(session, asked, password -> imports(session).pasted(text, password, candidate::keyOf));
    }

    private static KeyedCertificate onlyOneOfPkcs12(CandidateCertificates candidate, Statement.Action asked)
            throws CommandException {
        List<AliasedCertificate> read = ofPkcs12(candidate.session(), asked);
        if (read.size() > 1) {
            throw new CommandException(
                    "File \"%s\" holds %d certificates with keys; one takes the place of another, so import them instead"
                            .formatted(ActionArguments.text(asked, "file"), read.size()));
        }
        return read.get(0).certificate();
    }

    private static List<AliasedCertificate> ofPkcs12(ShellSession session, Statement.Action asked)
            throws CommandException {
        Path file = ActionArguments.file(session, asked, "file");
        return Unlocking.read(session, asked, password -> imports(session).pkcs12(file, password));
    }

    /** Of several certificates each gets the name as a base and its alias behind it (guide, chapter 6). */
    private static void importPkcs12(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        CandidateCertificates candidate = new CandidateCertificates(session, editing);
        List<AliasedCertificate> read = ofPkcs12(session, asked);
        Optional<Boolean> exportable = ActionArguments.toggle(asked, "exportable");
        try {
            if (read.size() == 1) {
                candidate.put(asked.path(), read.get(0).certificate(), exportable);
                return;
            }
            Map<ConfigPath, KeyedCertificate> named = named(candidate, asked.path(), read);
            for (Map.Entry<ConfigPath, KeyedCertificate> one : named.entrySet()) {
                candidate.put(one.getKey(), one.getValue(), exportable);
            }
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    /** All names are known to be free before the first is taken. */
    private static Map<ConfigPath, KeyedCertificate> named(
            CandidateCertificates candidate, ConfigPath base, List<AliasedCertificate> read) throws CommandException {
        Map<ConfigPath, KeyedCertificate> named = new LinkedHashMap<>();
        for (AliasedCertificate one : read) {
            String name = base.last().name() + "_" + one.alias();
            ConfigPath path = base.parent().child(CertificatesContext.CERTIFICATE, name);
            if (name.length() > LONGEST_NAME) {
                throw new CommandException(
                        "The name \"%s\" would be longer than %d characters; choose a shorter base name"
                                .formatted(name, LONGEST_NAME));
            }
            if (candidate.tree().has(path) || named.containsKey(path)) {
                throw new CommandException("%s exists already; choose another base name, or delete it".formatted(path));
            }
            named.put(path, one.certificate());
        }
        return named;
    }

    private static CertificateImport imports(ShellSession session) {
        return new CertificateImport(session.device().clock());
    }
}
