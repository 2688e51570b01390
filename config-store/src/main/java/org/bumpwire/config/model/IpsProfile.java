package org.bumpwire.config.model;

import java.util.List;

/** Filters that virtual segments apply to clear text, in the order in which they are tried. */
public record IpsProfile(String name, String description, List<IpsFilter> filters) {
    public IpsProfile {
        filters = List.copyOf(filters);
    }
}
