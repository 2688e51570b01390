package org.bumpwire.config.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.config.schema.SegmentContext;
import org.bumpwire.config.schema.VirtualSegmentContext;

/** How traffic arrives and what applies to it. */
final class TrafficCompiler {
    private TrafficCompiler() {}

    static List<Segment> segments(Scope root) {
        List<Segment> segments = new ArrayList<>();
        for (Scope segment : root.each(SegmentContext.NODE)) {
            segment.optional(SegmentContext.MODE)
                    .ifPresent(mode ->
                            segments.add(new Segment(segment.name(), segment.text(SegmentContext.DESCRIPTION), mode)));
        }
        return segments;
    }

    static List<VirtualSegment> virtualSegments(
            Scope root, Map<String, Profile> profiles, Map<String, IpsProfile> ipsProfiles) {
        List<VirtualSegment> segments = new ArrayList<>();
        for (Scope scope : root.each(VirtualSegmentContext.NODE)) {
            scope.optional(VirtualSegmentContext.POSITION)
                    .ifPresent(position -> segments.add(virtualSegment(scope, position, profiles, ipsProfiles)));
        }
        segments.sort(Comparator.comparingInt(VirtualSegment::position));
        return segments;
    }

    private static VirtualSegment virtualSegment(
            Scope scope, int position, Map<String, Profile> profiles, Map<String, IpsProfile> ipsProfiles) {
        return new VirtualSegment(
                scope.name(),
                scope.text(VirtualSegmentContext.DESCRIPTION),
                position,
                Set.copyOf(scope.value(VirtualSegmentContext.SEGMENT)),
                scope.value(VirtualSegmentContext.SOURCE),
                scope.value(VirtualSegmentContext.DESTINATION),
                scope.optional(VirtualSegmentContext.PROFILE).flatMap(n -> Optional.ofNullable(profiles.get(n))),
                scope.optional(VirtualSegmentContext.IPS_PROFILE)
                        .flatMap(n -> Optional.ofNullable(ipsProfiles.get(n))));
    }
}
