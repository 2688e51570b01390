package org.bumpwire.config.check;

import java.util.HashMap;
import java.util.Map;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.VirtualSegment;

/** Two virtual segments in one place would leave it open which of them matches first. */
final class DistinctPositions implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Map<Integer, String> taken = new HashMap<>();
        for (VirtualSegment segment : config.virtualSegments()) {
            String other = taken.putIfAbsent(segment.position(), segment.name());
            if (other != null) {
                problems.add("virtual-segment \"%s\" and virtual-segment \"%s\" share position %d (change one of them)"
                        .formatted(other, segment.name(), segment.position()));
            }
        }
    }
}
