package org.bumpwire.config.model;

import java.util.List;

/**
 * The configuration as the device means it: names are resolved to what they name, so nothing dangles.
 *
 * @param revision the number of the committed revision that this is; 0 before the first commit and for candidates
 * @param virtualSegments by position, lowest first
 * @param certificates every certificate that has a private key on this device
 */
public record ApplianceConfig(
        long revision,
        General general,
        Access access,
        List<Segment> segments,
        List<VirtualSegment> virtualSegments,
        SslInspection sslInspection,
        List<IpsProfile> ipsProfiles,
        List<Identity> certificates,
        LogSettings log) {
    public ApplianceConfig {
        segments = List.copyOf(segments);
        virtualSegments = List.copyOf(virtualSegments);
        ipsProfiles = List.copyOf(ipsProfiles);
        certificates = List.copyOf(certificates);
    }
}
