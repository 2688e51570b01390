package org.bumpwire.shell.command;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.pki.CertificatePem;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes certificates out of the device, never a key. */
@Command(
        name = "certificate",
        description = "Take a certificate out of the device",
        subcommands = CertificateCommand.Export.class)
@Needs(in = Mode.OPERATIONAL)
final class CertificateCommand {
    private CertificateCommand() {}

    /** Prints or writes PEM. */
    @Command(name = "export", description = "A certificate and its chain as PEM, without its key")
    static final class Export implements Verb {
        @Parameters(paramLabel = "CERTIFICATE", index = "0", description = "Its name in the configuration")
        private Word name = Word.NONE;

        @Parameters(
                paramLabel = "FILE",
                index = "1",
                arity = "0..1",
                description = "Where to write it; else it is printed")
        private @Nullable Word file;

        @Override
        public void run(ShellSession session) throws CommandException {
            List<String> pem = pem(Certificates.seenBy(session).chain(name.text()));
            if (file == null) {
                session.show(new LinesReport("pem", pem));
                return;
            }
            if (!session.may(Capability.OPERATE)) {
                throw new CommandException("Your role may not write files; leave the file name out to print it");
            }
            session.files().write(file.text(), pem);
            session.say("Wrote certificate \"%s\" to \"%s\"".formatted(name.text(), file.text()));
        }

        private static List<String> pem(List<X509Certificate> chain) throws CommandException {
            try {
                return List.of(CertificatePem.encode(chain).split("\\R", -1)).stream()
                        .filter(l -> !l.isEmpty())
                        .toList();
            } catch (PkiException e) {
                throw CommandException.saying(e);
            }
        }
    }
}
