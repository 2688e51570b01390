package org.bumpwire.config.check;

import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.config.model.ServerProxy;

/**
 * Of two server policies that detect the same connections the one whose name comes first applies, so the other must
 * have some of its own.
 */
final class DistinctServerPolicies implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        config.sslInspection().profiles().forEach(profile -> check(profile, problems));
    }

    private static void check(Profile profile, Problems problems) {
        List<ServerPolicy> policies =
                profile.serverPolicies().stream().filter(ServerPolicy::enabled).toList();
        for (int i = 0; i < policies.size(); i++) {
            for (ServerPolicy later : policies.subList(i + 1, policies.size())) {
                compare(Statements.profile(profile.name()), policies.get(i), later, problems);
            }
        }
    }

    private static void compare(String profile, ServerPolicy first, ServerPolicy later, Problems problems) {
        if (covers(first.server(), later.server())) {
            problems.add(("%s: server-policy \"%s\" never applies, because server-policy \"%s\" has all its addresses"
                            + " and ports (change them or disable a policy)")
                    .formatted(profile, later.name(), first.name()));
        } else if (overlap(first.server(), later.server())) {
            problems.warn("%s: where server-policy \"%s\" and server-policy \"%s\" overlap, \"%s\" applies"
                    .formatted(profile, first.name(), later.name(), first.name()));
        }
    }

    private static boolean covers(ServerProxy first, ServerProxy later) {
        return later.addresses().stream()
                        .allMatch(theirs -> first.addresses().stream().anyMatch(mine -> mine.covers(theirs)))
                && later.detectionPorts().stream()
                        .allMatch(theirs -> first.detectionPorts().stream().anyMatch(mine -> mine.covers(theirs)));
    }

    private static boolean overlap(ServerProxy first, ServerProxy later) {
        return first.addresses().stream()
                        .anyMatch(mine -> later.addresses().stream().anyMatch(mine::overlaps))
                && first.detectionPorts().stream()
                        .anyMatch(mine -> later.detectionPorts().stream().anyMatch(mine::overlaps));
    }
}
