package org.bumpwire.proxy.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.policy.MatchedPolicy;

/** Makes the inspectors of a flow from what the plan says about it; one for each plan, shared by its flows. */
public final class InspectorFactory {
    private final FlowAccountant accountant;

    public InspectorFactory(FlowAccountant accountant) {
        this.accountant = accountant;
    }

    /** The inspectors of a flow; to be called when its first clear text is about to come. */
    public Inspector inspectorsOf(Flow flow, MatchedPolicy policy) {
        List<Inspector> inspectors = new ArrayList<>();
        Optional<IpsProfile> ips = flow.match().flatMap(m -> m.virtualSegment()).flatMap(VirtualSegment::ipsProfile);
        if (policy.decryptedService() == DecryptedService.HTTP && ips.isPresent() && accountant != null) {
            return new InspectorChain(inspectors);
        }
        return new InspectorChain(inspectors);
    }
}
