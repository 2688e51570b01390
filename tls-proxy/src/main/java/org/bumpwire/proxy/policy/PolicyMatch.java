package org.bumpwire.proxy.policy;

import java.util.Optional;
import org.bumpwire.config.model.VirtualSegment;

/**
 * Which part of the configuration governs a flow.
 *
 * @param virtualSegment the first whose segments, sources and destinations cover the flow
 * @param policy the one of its profile that covers the destination; without it the flow is none of the device's business
 */
public record PolicyMatch(Optional<VirtualSegment> virtualSegment, Optional<MatchedPolicy> policy, Trace trace) {
    /** Whether both were found in the same place, however that was found. */
    public boolean isSameAs(PolicyMatch other) {
        return virtualSegment.equals(other.virtualSegment) && policy.equals(other.policy);
    }
}
