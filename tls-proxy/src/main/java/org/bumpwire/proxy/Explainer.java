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

/** Asks the tables that decide on flows about some that need not exist. Safe for use by many threads. */
public final class Explainer {
    private final PolicyTable table;
    private final DecisionEngine engine;

    Explainer(ApplianceConfig config, LearnedDestinations learned, Permit permit) {
        this.table = PolicyTable.compile(config);
        this.engine = new DecisionEngine(config.sslInspection(), learned, permit);
    }

    /** What the configuration says about a flow whose ClientHello offers what the proxy speaks; changes nothing. */
    public Explanation explain(FlowQuestion question) {
        InetSocketAddress destination = new InetSocketAddress(question.destination(), question.destinationPort());
        PolicyMatch match = table.explain(question.segment(), question.source(), destination);
        Decision decision = engine.explain(
                match, question.source(), new Site(destination, question.sni().orElse("")), () -> true);
        return new Explanation(
                decision.trace().steps().stream()
                        .map(step -> new Explanation.Step(step.rule(), step.path(), step.value()))
                        .toList(),
                decision.outcome(),
                decision.reason().map(Reason::code).orElse(""),
                match.policy().map(policy -> Treatment.by(policy, decision.decrypts())));
    }
}
