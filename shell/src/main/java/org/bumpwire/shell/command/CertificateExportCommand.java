package org.bumpwire.shell.command;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.pki.CertificateExport;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.NewPassword;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints or writes a certificate; with its key only where that is exportable, to who may manage keys, and encrypted. */
@Command(
        name = "export",
        description = "A certificate and its chain: printed as PEM, or written to a file as pem, der, pkcs12 or jks")
@Needs(value = Capability.DEVICE_CERTIFICATES, grant = Grant.READ, in = Mode.OPERATIONAL)
final class CertificateExportCommand implements Verb {
    private static final char[] NO_PASSWORD = {};

    @Parameters(paramLabel = "CERTIFICATE", index = "0", description = "Its name in the configuration")
    private Word name = Word.NONE;

    @Parameters(
            paramLabel = "FORMAT|FILE",
            index = "1",
            arity = "0..1",
            description = "pem, der, pkcs12 or jks; or at once the file, for pem")
    private @Nullable Word first;

    @Parameters(paramLabel = "FILE", index = "2", arity = "0..1", description = "Where to write it; else it is printed")
    private @Nullable Word second;

    @Option(names = "with-key", description = "With the private key, encrypted, if it is exportable")
    private boolean withKey;

    @Option(names = "password", paramLabel = "PASSWORD", description = "Of a key store or key; else it is asked for")
    private @Nullable Word password;

    @Override
    public void run(ShellSession session) throws CommandException {
        Optional<ExportFormat> named =
                first == null || (first.quoted() && second == null) ? Optional.empty() : ExportFormat.of(first.text());
        ExportFormat format = named.orElse(ExportFormat.PEM);
        Word file = named.isPresent() ? second : first;
        if (named.isEmpty() && second != null) {
            throw new CommandException("The format must be pem, der, pkcs12 or jks");
        }
        CertificateExport export = export(session, format);
        if (file == null) {
            if (format != ExportFormat.PEM || withKey) {
                throw new CommandException("Only PEM without a key is printed; name a file to write to");
            }
            session.show(new LinesReport("pem", pem(export)));
            return;
        }
        CertificateCommand.requireFiles(session);
        write(session, format, export, file);
    }

    private CertificateExport export(ShellSession session, ExportFormat format) throws CommandException {
        Certificates certificates = Certificates.seenBy(session);
        return new CertificateExport(
                name.text(), certificates.chain(name.text()), withKey ? key(session, certificates, format) : null);
    }

    private PrivateKey key(ShellSession session, Certificates certificates, ExportFormat format)
            throws CommandException {
        session.require(Capability.MANAGE_KEYS, Grant.WRITE);
        if (format == ExportFormat.DER) {
            throw new CommandException("DER holds the certificate alone; a key goes with pem, pkcs12 or jks");
        }
        return certificates.exportableKey(name.text());
    }

    private void write(ShellSession session, ExportFormat format, CertificateExport export, Word file)
            throws CommandException {
        char[] secret = format.isKeyStore() || withKey ? secret(session) : NO_PASSWORD;
        try {
            byte[] content = switch (format) {
                case PEM -> export.pem(secret);
                case DER -> export.der();
                case PKCS12 -> export.pkcs12(secret);
                case JKS -> export.jks(secret);
            };
            session.files().write(file.text(), content);
            session.say("Wrote certificate \"%s\"%s to \"%s\""
                    .formatted(name.text(), withKey ? " with its private key" : "", file.text()));
        } catch (PkiException e) {
            throw CommandException.saying(e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private char[] secret(ShellSession session) throws CommandException {
        return password == null
                ? NewPassword.ask(session.screen())
                : NewPassword.given(password.text().toCharArray());
    }

    private static List<String> pem(CertificateExport export) throws CommandException {
        try {
            return new String(export.pem(NO_PASSWORD), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }
}
