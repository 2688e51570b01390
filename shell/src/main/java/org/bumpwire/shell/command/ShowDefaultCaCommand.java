package org.bumpwire.shell.command;

import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.pki.DefaultCas;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Which package of default CAs trust stores can include. */
@Command(name = "default-ca", description = "The package of default CAs: where it is from, its date, how many it has")
@Needs(value = Capability.DEVICE_CERTIFICATES, grant = Grant.READ)
final class ShowDefaultCaCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        Certificates certificates = Certificates.seenBy(session);
        List<X509Certificate> cas = certificates.packagedCas();
        Instant now = session.device().clock().instant();
        boolean imported = certificates.importedPackage().isPresent();
        session.show(new FieldsReport("defaultCa")
                .field("Package", "source", imported ? "imported" : "the system's own, " + DefaultCas.SYSTEM_BUNDLE)
                .field("Date", "date", imported ? certificates.packageDate() : systemDate())
                .field("CAs", "cas", cas.size())
                .field(
                        "Of these expired",
                        "expired",
                        cas.stream()
                                .filter(ca -> ca.getNotAfter().toInstant().isBefore(now))
                                .count()));
    }

    private static String systemDate() throws CommandException {
        return Files.exists(DefaultCas.SYSTEM_BUNDLE) ? CaActions.lastChanged(DefaultCas.SYSTEM_BUNDLE) : "not there";
    }
}
