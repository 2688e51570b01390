package org.bumpwire.proxy;

import java.net.InetSocketAddress;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.DecisionEngine;
import org.bumpwire.proxy.policy.LearnedDestinations;
import org.bumpwire.proxy.policy.Permit;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.PolicyTable;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.policy.Site;

/** Asks the tables that decide on flows about one that need not exist. */
final class Explainer {
    private Explainer() {}

    static Explanation explain(
            ApplianceConfig config, LearnedDestinations learned, Permit permit, FlowQuestion question) {
        InetSocketAddress destination = new InetSocketAddress(question.destination(), question.destinationPort());
        PolicyMatch match = PolicyTable.compile(config).explain(question.segment(), question.source(), destination);
        Decision decision = new DecisionEngine(config.sslInspection(), learned, permit)
                .explain(
                        match,
                        question.source(),
                        new Site(destination, question.sni().orElse("")),
                        () -> true);
        return new Explanation(
                decision.trace().steps().stream()
                        .map(step -> new Explanation.Step(step.rule(), step.path(), step.value()))
                        .toList(),
                decision.outcome(),
                decision.reason().map(Reason::code).orElse(""));
    }
}
