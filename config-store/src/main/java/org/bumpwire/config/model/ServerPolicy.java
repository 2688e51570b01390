package org.bumpwire.config.model;

import java.util.List;

/** Puts a server proxy into a profile, with clients that are left alone (guide, chapter 7). */
public record ServerPolicy(String name, boolean enabled, ServerProxy server, List<Cidr> sourceExceptions) {
    public ServerPolicy {
        sourceExceptions = List.copyOf(sourceExceptions);
    }
}
