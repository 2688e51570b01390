package org.bumpwire.config.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Traffic to which a profile applies; the first match by position wins.
 *
 * @param segments names of the segments that it covers; empty for all
 * @param sources where its clients are; empty for anywhere
 * @param destinations where its servers are; empty for anywhere
 */
public record VirtualSegment(
        String name,
        String description,
        int position,
        Set<String> segments,
        List<Cidr> sources,
        List<Cidr> destinations,
        Optional<Profile> profile,
        Optional<IpsProfile> ipsProfile) {
    public VirtualSegment {
        segments = Set.copyOf(segments);
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
    }
}
