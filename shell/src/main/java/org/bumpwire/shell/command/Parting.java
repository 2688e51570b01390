package org.bumpwire.shell.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bumpwire.shell.session.DataPlane.Answer;
import org.bumpwire.shell.session.DataPlane.Shown;
import org.bumpwire.shell.session.DataPlane.Step;
import org.bumpwire.shell.session.DataPlane.Treatment;

/** Where two configurations part in how they treat a session, as one operator may know it. */
record Parting(SeenObjects reader) {
    private static final List<Aspect> ASPECTS = List.of(
            new Aspect("Another policy decides", Treatment::policy),
            new Aspect("Policy has another proxy", Treatment::proxy),
            new Aspect("Policy has another decryption policy", Treatment::decryptionPolicy));

    /** Something that treats sessions, by the statement that made it. */
    private record Aspect(String because, Function<Treatment, String> path) {}

    /**
     * What differs: what becomes of the session, or else who treats it, or else what its client is shown.
     *
     * @param verdict on the certificate of the session's server, as it was then
     * @return nothing where nothing does
     */
    Optional<ImpactReport.Change> of(Answer before, Answer after, SeenFlows.Verdict verdict) {
        if (!outcome(before).equals(outcome(after))) {
            Step parting = reader.step(step(before, after));
            return Optional.of(new ImpactReport.Change(
                    false, outcome(before), outcome(after), parting.rule() + ": " + parting.value(), parting.path()));
        }
        return before.treatment().isPresent() && after.treatment().isPresent()
                ? of(before.treatment().get(), after.treatment().get(), verdict, outcome(after))
                : Optional.empty();
    }

    private Optional<ImpactReport.Change> of(
            Treatment before, Treatment after, SeenFlows.Verdict verdict, String outcome) {
        for (Aspect aspect : ASPECTS) {
            String one = aspect.path().apply(before);
            String other = aspect.path().apply(after);
            if (!one.equals(other)) {
                return Optional.of(new ImpactReport.Change(
                        true, outcome + by(one), outcome + by(other), aspect.because(), reader.path(after.policy())));
            }
        }
        if (shown(before, verdict).equals(shown(after, verdict))) {
            return Optional.empty();
        }
        return Optional.of(new ImpactReport.Change(
                true,
                outcome + ": " + told(before, verdict),
                outcome + ": " + told(after, verdict),
                "Another certificate is shown",
                reader.path(after.proxy())));
    }

    private String by(String path) {
        return ": " + (path.isEmpty() ? "none" : reader.path(path));
    }

    private String told(Treatment treatment, SeenFlows.Verdict verdict) {
        Shown shown = shown(treatment, verdict);
        if (shown.certificates().isEmpty() || !reader.path(treatment.proxy()).equals(treatment.proxy())) {
            return shown.kind();
        }
        int more = shown.certificates().size() - 1;
        return shown.kind() + " " + reader.name(shown.certificates().get(0), "certificates", "certificate")
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private static Shown shown(Treatment treatment, SeenFlows.Verdict verdict) {
        return switch (verdict) {
            case GOOD -> treatment.good();
            case EXPIRED -> treatment.expired();
            case BAD -> treatment.bad();
        };
    }

    /** The first step that the second takes otherwise. */
    private static Step step(Answer before, Answer after) {
        for (int i = 0; i < after.steps().size(); i++) {
            if (i >= before.steps().size()
                    || !before.steps().get(i).equals(after.steps().get(i))) {
                return after.steps().get(i);
            }
        }
        return after.steps().isEmpty()
                ? new Step("Policy applies", "", "none")
                : after.steps().get(after.steps().size() - 1);
    }

    private static String outcome(Answer answer) {
        return answer.outcome() + (answer.reason().isEmpty() ? "" : " (" + answer.reason() + ")");
    }
}
