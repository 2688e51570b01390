package org.bumpwire.shell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.pki.CertificateImport;
import org.bumpwire.config.pki.DefaultCas;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.RevocationListFile;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ConfigAction;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** Brings CAs that trust stores may name, and the package of default ones. */
final class CaActions {
    private CaActions() {}

    static Map<String, ConfigAction> all() {
        return Map.of(
                CertificatesContext.IMPORT_CA.id(),
                CaActions::importCas,
                CertificatesContext.IMPORT_CRL.id(),
                CaActions::importRevocationList,
                CertificatesContext.IMPORT_DEFAULT_CA.id(),
                CaActions::importDefaultCas,
                CertificatesContext.IMPORT_SYSTEM_CA.id(),
                CaActions::keepSystemCas);
    }

    private static void importCas(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        Path file = ActionArguments.file(session, asked, "file");
        CandidateCertificates candidate = new CandidateCertificates(session, editing);
        try {
            candidate.putCas(
                    asked.path(),
                    CertificatesContext.CA_CHAIN,
                    Unlocking.read(session, asked, password -> imports(session).caCertificates(file, password)));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    private static void importRevocationList(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        Path file = ActionArguments.file(session, asked, "file");
        CandidateCertificates candidate = new CandidateCertificates(session, editing);
        List<String> chain = candidate.tree().words(asked.path(), CertificatesContext.CA_CHAIN);
        if (chain.isEmpty()) {
            throw new CommandException("There is no %s yet; import its certificate first".formatted(asked.path()));
        }
        try {
            byte[] der = RevocationListFile.der(file);
            RevocationListFile list =
                    RevocationListFile.of(der, candidate.vault().chain(chain.get(0)));
            candidate.assign(
                    asked.path(),
                    CandidateCertificates.edit(
                            CertificatesContext.CRL, candidate.vault().putDocument(der)));
            list.warnings(session.device().clock()).forEach(w -> session.say("warning: " + w));
            session.say("%s crl is in the candidate: %d certificates are revoked".formatted(asked.path(), list.size()));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    private static void importDefaultCas(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        keepPackage(session, editing, asked, ActionArguments.file(session, asked, "file"));
    }

    /** Not a file that the operator names, so one from the network may ask for it. */
    private static void keepSystemCas(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        keepPackage(session, editing, asked, DefaultCas.SYSTEM_BUNDLE);
    }

    private static void keepPackage(ShellSession session, Editing editing, Statement.Action asked, Path file)
            throws CommandException {
        CandidateCertificates candidate = new CandidateCertificates(session, editing);
        try {
            candidate.putCas(
                    asked.path(),
                    CertificatesContext.DEFAULT_CA,
                    imports(session).defaultCas(file));
            candidate.assign(
                    asked.path(), CandidateCertificates.edit(CertificatesContext.DEFAULT_CA_DATE, lastChanged(file)));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    /** The day on which whoever made the package wrote it. */
    static String lastChanged(Path file) throws CommandException {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
        } catch (IOException e) {
            throw new CommandException("File \"%s\" cannot be read".formatted(file));
        }
    }

    private static CertificateImport imports(ShellSession session) {
        return new CertificateImport(session.device().clock());
    }
}
