package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningRequest;
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

/** What certificate authorities were asked to sign and have not yet answered. */
@Command(name = "signing-requests", description = "Signing requests that wait for their certificate, or one of them")
@Needs(value = Capability.DEVICE_CERTIFICATES, grant = Grant.READ)
final class ShowSigningRequestsCommand implements Verb {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Name", "name"),
            Column.text("Subject", "subject"),
            Column.text("Key", "keyType"),
            Column.text("For", "purpose"),
            Column.text("Private key", "privateKey"));

    @Parameters(paramLabel = "REQUEST", arity = "0..1", description = "Its name in the configuration")
    private @Nullable Word name;

    @Override
    public void run(ShellSession session) throws CommandException {
        Certificates certificates = Certificates.seenBy(session);
        try {
            if (name == null) {
                TableReport report = new TableReport("signingRequests", "There is no signing request", COLUMNS);
                for (String request : certificates.requests()) {
                    addTo(report, certificates, request);
                }
                session.show(report);
            } else {
                session.show(one(certificates, name.text()));
            }
        } catch (PkiException e) {
            throw CommandException.saying(e);
        }
    }

    private static void addTo(TableReport report, Certificates certificates, String name)
            throws CommandException, PkiException {
        SigningRequest request = certificates.request(name);
        report.row(
                Cell.of(name),
                Cell.of(request.subject()),
                Cell.of(request.keyType()),
                Cell.of(purpose(request)),
                Cell.of(key(certificates, name)));
    }

    private static FieldsReport one(Certificates certificates, String name) throws CommandException, PkiException {
        SigningRequest request = certificates.request(name);
        return new FieldsReport("signingRequest")
                .field("Subject", "subject", request.subject())
                .field("Key", "keyType", request.keyType())
                .field("Key bits", "keyBits", request.keyBits())
                .field(
                        "Alternative names",
                        "alternativeNames",
                        new Cell(String.join("\n", request.alternativeNames()), request.alternativeNames()))
                .field("For", "purpose", purpose(request))
                .field("Private key", "privateKey", key(certificates, name))
                .field("Request", "pem", request.pem().strip());
    }

    private static String purpose(SigningRequest request) {
        return request.asksForCa() ? "signing" : "server";
    }

    private static String key(Certificates certificates, String name) {
        return certificates.keyWaits(name) ? "waits for the certificate" : "missing, generate another request";
    }
}
