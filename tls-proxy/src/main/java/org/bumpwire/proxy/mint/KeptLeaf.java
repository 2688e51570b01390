package org.bumpwire.proxy.mint;

import java.time.Instant;

/**
 * A copy in the cache, as an operator sees it.
 *
 * @param uses sessions that were answered with it
 */
public record KeptLeaf(MintedLeaf leaf, Instant mintedAt, long uses) {}
