package org.bumpwire.config.tree;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.LeafNode;

/**
 * What a line points at, to be deleted or displayed.
 *
 * @param leaf empty for the whole context
 * @param items canonical values of a list; empty for the whole leaf
 */
public record Target(ConfigPath path, Optional<LeafNode<?>> leaf, List<String> items) {
    public Target {
        items = List.copyOf(items);
    }
}
