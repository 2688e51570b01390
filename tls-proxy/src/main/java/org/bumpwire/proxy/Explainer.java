package org.bumpwire.proxy;

import java.net.InetSocketAddress;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.DecisionEngine;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.PolicyTable;
import org.bumpwire.proxy.policy.Reason;

/** Asks the tables that decide on flows about one that need not exist. */
final class Explainer {
    private Explainer() {}

    static Explanation explain(ApplianceConfig config, FlowQuestion question) {
        PolicyMatch match = PolicyTable.compile(config)
                .explain(
                        question.segment(),
                        question.source(),
                        new InetSocketAddress(question.destination(), question.destinationPort()));
        Decision decision = new DecisionEngine(config.sslInspection())
                .explain(match, question.source(), question.sni(), () -> true);
        return new Explanation(
                decision.trace().steps().stream()
                        .map(step -> new Explanation.Step(step.rule(), step.path(), step.value()))
                        .toList(),
                decision.outcome(),
                decision.reason().map(Reason::code).orElse(""));
    }
}
