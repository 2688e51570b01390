package org.bumpwire.config.check;

import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.Profile;

/** Two client policies on one port would leave it open which one applies (guide, chapter 6). */
final class DistinctDetectionPorts implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        config.sslInspection().profiles().forEach(profile -> check(profile, problems));
    }

    private static void check(Profile profile, Problems problems) {
        List<ClientPolicy> policies =
                profile.clientPolicies().stream().filter(ClientPolicy::enabled).toList();
        for (int i = 0; i < policies.size(); i++) {
            ClientPolicy one = policies.get(i);
            for (ClientPolicy other : policies.subList(i + 1, policies.size())) {
                if (one.clientProxy().sharesPortWith(other.clientProxy())) {
                    problems.add(("%s: the client proxies of client-policy \"%s\" and client-policy \"%s\""
                                    + " share a detection port (change the ports or disable a policy)")
                            .formatted(Statements.profile(profile.name()), one.name(), other.name()));
                }
            }
        }
    }
}
