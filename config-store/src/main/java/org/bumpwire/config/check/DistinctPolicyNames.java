package org.bumpwire.config.check;

import java.util.Set;
import java.util.stream.Collectors;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.Profile;

/** Logs and commands name a policy by its name alone, so client and server policies must not share one. */
final class DistinctPolicyNames implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (Profile profile : config.sslInspection().profiles()) {
            Set<String> servers =
                    profile.serverPolicies().stream().map(p -> p.name()).collect(Collectors.toSet());
            for (ClientPolicy policy : profile.clientPolicies()) {
                if (servers.contains(policy.name())) {
                    problems.add("%s: a server-policy and a client-policy are both named \"%s\" (rename one of them)"
                            .formatted(Statements.profile(profile.name()), policy.name()));
                }
            }
        }
    }
}
