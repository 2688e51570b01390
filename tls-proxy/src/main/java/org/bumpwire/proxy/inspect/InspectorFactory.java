package org.bumpwire.proxy.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.PolicyMatch;

/** Makes the inspectors of flows; one for each plan, with the plan's filters compiled. */
public final class InspectorFactory {
    private final Map<String, FilterSet> filterSets = new HashMap<>();
    private final FlowAccountant accountant;

    /** Throws {@link com.google.re2j.PatternSyntaxException} for a regular expression that is none. */
    public InspectorFactory(List<IpsProfile> profiles, FlowAccountant accountant) {
        this.accountant = accountant;
        profiles.forEach(profile -> filterSets.put(profile.name(), new FilterSet(profile)));
    }

    /** The inspectors of a flow, to be asked for when its first clear text is about to come. */
    public Inspector inspectors(Flow flow, MatchedPolicy policy) {
        List<Inspector> inspectors = new ArrayList<>();
        if (policy.decryptedService() == DecryptedService.HTTP) {
            inspectors.add(new HttpInspector(flow));
        }
        filters(flow).ifPresent(filters -> inspectors.add(new FilterInspector(filters, flow, accountant)));
        return inspectors.size() == 1 ? inspectors.get(0) : new InspectorChain(inspectors);
    }

    private Optional<FilterSet> filters(Flow flow) {
        return flow.match()
                .flatMap(PolicyMatch::virtualSegment)
                .flatMap(VirtualSegment::ipsProfile)
                .map(profile -> filterSets.get(profile.name()))
                .filter(filters -> !filters.isEmpty());
    }
}
