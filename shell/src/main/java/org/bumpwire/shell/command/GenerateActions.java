package org.bumpwire.shell.command;

import java.util.Map;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.SigningRequest;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ConfigAction;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** Makes keys: with a signing certificate of the device's own, or with a request that others sign. */
final class GenerateActions {
    private GenerateActions() {}

    static Map<String, ConfigAction> all() {
        return Map.of(
                CertificatesContext.GENERATE_SIGNING.id(),
                GenerateActions::signingCertificate,
                CertificatesContext.GENERATE_REQUEST.id(),
                GenerateActions::signingRequest);
    }

    private static void signingCertificate(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        KeyAlgorithm algorithm = ActionArguments.keyAlgorithm(asked);
        try {
            new CandidateCertificates(session, editing)
                    .put(
                            asked.path(),
                            SigningCertificate.generate(
                                    ActionArguments.subject(asked),
                                    ActionArguments.alternativeNames(asked),
                                    algorithm,
                                    ActionArguments.number(asked, "size", algorithm.defaultSize()),
                                    ActionArguments.number(asked, "days", SigningCertificate.DEFAULT_DAYS),
                                    session.device().clock()),
                            ActionArguments.toggle(asked, "exportable"));
        } catch (PkiException | IllegalArgumentException e) {
            throw CommandException.saying(e);
        }
    }

    private static void signingRequest(ShellSession session, Editing editing, Statement.Action asked)
            throws CommandException {
        CandidateCertificates candidate = new CandidateCertificates(session, editing);
        if (candidate.tree().isSet(asked.path(), CertificatesContext.REQUEST)) {
            throw new CommandException(
                    "%s exists already, and its answer would no longer find its key; choose another name, or delete it"
                            .formatted(asked.path()));
        }
        KeyAlgorithm algorithm = ActionArguments.keyAlgorithm(asked);
        try {
            SigningRequest.Made made = SigningRequest.make(
                    ActionArguments.subject(asked),
                    ActionArguments.alternativeNames(asked),
                    algorithm,
                    ActionArguments.number(asked, "size", algorithm.defaultSize()),
                    ActionArguments.toggle(asked, "signing").orElse(false));
            candidate.putRequest(
                    asked.path(),
                    made,
                    ActionArguments.toggle(asked, "exportable").orElse(false));
            session.say("%s is in the candidate: %s. Commit, then: certificate export-request \"%s\" FILE"
                    .formatted(
                            asked.path(),
                            made.request().subject(),
                            asked.path().last().name()));
        } catch (PkiException | IllegalArgumentException e) {
            throw CommandException.saying(e);
        }
    }
}
