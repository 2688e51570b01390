package org.bumpwire.shell.command;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.pki.CertificateDetails;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What certificates the device has. */
@Command(name = "certificates", description = "The device's certificates, or everything about one")
final class ShowCertificatesCommand implements Verb {
    private static final Logger LOG = LoggerFactory.getLogger(ShowCertificatesCommand.class);
    private static final List<Column> COLUMNS = List.of(
            Column.text("Name", "name"),
            Column.text("Kind", "kind"),
            Column.text("Subject", "subject"),
            Column.text("Key", "keyType"),
            Column.text("Until", "notAfter"),
            Column.text("Status", "status"));

    @Parameters(paramLabel = "CERTIFICATE", arity = "0..1", description = "Its name in the configuration")
    private @Nullable Word name;

    @Override
    public void run(ShellSession session) throws CommandException {
        Certificates certificates = Certificates.seenBy(session);
        if (name == null) {
            session.show(list(session, certificates));
        } else {
            session.show(one(details(session, certificates.chain(name.text()))));
        }
    }

    private static TableReport list(ShellSession session, Certificates certificates) {
        TableReport report = new TableReport("certificates", "There is no certificate", COLUMNS);
        for (String kind : List.of("certificate", "ca-certificate")) {
            for (String name : certificates.names(kind)) {
                addTo(report, session, certificates, kind, name);
            }
        }
        return report;
    }

    /** One that cannot be read is listed all the same, with the reason. */
    private static void addTo(
            TableReport report, ShellSession session, Certificates certificates, String kind, String name) {
        Cell called = Cell.of(name);
        Cell kept = Cell.of(kind(certificates, kind, name));
        try {
            CertificateDetails details = details(session, certificates.chain(kind, name));
            report.row(
                    called,
                    kept,
                    Cell.of(details.subject()),
                    Cell.of(details.keyType()),
                    Cell.time(details.notAfter()),
                    Cell.of(details.status()));
        } catch (CommandException e) {
            report.row(called, kept, Cell.of(""), Cell.of(""), Cell.of(""), Cell.of(String.valueOf(e.getMessage())));
        }
    }

    private static String kind(Certificates certificates, String kind, String name) {
        if (!kind.equals("certificate")) {
            return "CA";
        }
        return certificates.lacksItsKey(name) ? "key missing" : "with key";
    }

    private static FieldsReport one(CertificateDetails details) {
        return new FieldsReport("certificate")
                .field("Subject", "subject", details.subject())
                .field("Issuer", "issuer", details.issuer())
                .field("Serial number", "serialNumber", details.serialNumber())
                .field("Valid from", "notBefore", Cell.time(details.notBefore()))
                .field("Valid until", "notAfter", Cell.time(details.notAfter()))
                .field("Key", "keyType", details.keyType())
                .field(
                        "Alternative names",
                        "alternativeNames",
                        new Cell(String.join("\n", details.alternativeNames()), details.alternativeNames()))
                .field("SHA-256 fingerprint", "fingerprint", details.fingerprint())
                .field("Status", "status", details.status());
    }

    private static CertificateDetails details(ShellSession session, List<X509Certificate> chain) {
        return CertificateDetails.of(
                chain, trusted(session), session.device().clock().instant());
    }

    /** The CAs that the operator added; the default package is large and read only where a session needs it. */
    private static List<X509Certificate> trusted(ShellSession session) {
        Certificates certificates = Certificates.seenBy(session);
        List<X509Certificate> trusted = new ArrayList<>();
        for (String name : certificates.names("ca-certificate")) {
            try {
                trusted.addAll(certificates.chain("ca-certificate", name));
            } catch (CommandException e) {
                LOG.debug("CA certificate {} vouches for nothing", name, e);
            }
        }
        return trusted;
    }
}
