package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.pki.CertificateDetails;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.FieldsReport;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What certificates the device has. */
@Command(name = "certificates", description = "The device's certificates, or everything about one")
@Needs(value = Capability.DEVICE_CERTIFICATES, grant = Grant.READ)
final class ShowCertificatesCommand implements Verb {
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
            session.show(list(certificates));
        } else {
            session.show(one(certificates.details(certificates.kind(name.text()), name.text())));
        }
    }

    static TableReport list(Certificates certificates) {
        TableReport report = new TableReport("certificates", "There is no certificate", COLUMNS);
        for (String kind : Certificates.KINDS) {
            for (String name : certificates.names(kind)) {
                addTo(report, certificates, kind, name);
            }
        }
        return report;
    }

    /** One that cannot be read is listed all the same, with the reason. */
    private static void addTo(TableReport report, Certificates certificates, String kind, String name) {
        Cell called = Cell.of(name);
        Cell kept = Cell.of(kind(certificates, kind, name));
        try {
            CertificateDetails details = certificates.details(kind, name);
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
        return switch (certificates.keyState(kind, name)) {
            case GOOD -> "with key";
            case MISSING -> "key missing";
            case BROKEN -> "key broken";
            case NOT_HERE -> "without key";
        };
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
}
