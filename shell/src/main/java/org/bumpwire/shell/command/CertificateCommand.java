package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes certificates out of the device, or looks at them anew. */
@Command(
        name = "certificate",
        description = "Take certificates and signing requests out of the device, or judge them anew",
        subcommands = {
            CertificateExportCommand.class,
            CertificateCommand.ExportRequest.class,
            CertificateCommand.Refresh.class
        })
@Needs(value = Capability.DEVICE_CERTIFICATES, grant = Grant.READ, in = Mode.OPERATIONAL)
final class CertificateCommand {
    private CertificateCommand() {}

    /** For a certificate authority to sign. */
    @Command(name = "export-request", description = "A signing request as PEM, without its key")
    @Needs(value = Capability.DEVICE_CERTIFICATES, grant = Grant.READ)
    static final class ExportRequest implements Verb {
        @Parameters(paramLabel = "REQUEST", index = "0", description = "Its name in the configuration")
        private Word name = Word.NONE;

        @Parameters(
                paramLabel = "FILE",
                index = "1",
                arity = "0..1",
                description = "Where to write it; else it is printed")
        private @Nullable Word file;

        @Override
        public void run(ShellSession session) throws CommandException {
            List<String> pem;
            try {
                pem = Certificates.seenBy(session)
                        .request(name.text())
                        .pem()
                        .lines()
                        .toList();
            } catch (PkiException e) {
                throw CommandException.saying(e);
            }
            if (file == null) {
                session.show(new LinesReport("pem", pem));
                return;
            }
            requireFiles(session);
            session.files().write(file.text(), pem);
            session.say("Wrote signing request \"%s\" to \"%s\"".formatted(name.text(), file.text()));
        }
    }

    /** What was read is forgotten first, so that a vault that was restored or repaired is seen. */
    @Command(name = "refresh", description = "Read certificates and keys again, and judge their status anew")
    static final class Refresh implements Verb {
        @Override
        public void run(ShellSession session) throws CommandException {
            session.device().vault().forgetRead();
            session.show(ShowCertificatesCommand.list(Certificates.seenBy(session)));
        }
    }

    static void requireFiles(ShellSession session) throws CommandException {
        session.require(Capability.OPERATE, Grant.WRITE);
    }
}
