package org.bumpwire.config.license;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a device may do, for how many sessions at once, and from when to when.
 *
 * @param holder for whom it was made out; empty for the built-in one
 * @param serial by which its issuer knows it
 * @param maxConnections how many sessions may be under inspection at once; empty for any number
 * @param from the first moment at which it holds; empty for any
 * @param until the first moment at which it holds no more; empty for never
 */
public record License(
        String holder,
        String serial,
        Set<Feature> features,
        Optional<Integer> maxConnections,
        Optional<Instant> from,
        Optional<Instant> until) {
    /** What a device has that was never given another: everything, for ever. */
    public static final License BUILT_IN =
            new License("", "built-in", Set.of(Feature.values()), Optional.empty(), Optional.empty(), Optional.empty());

    public License {
        features = Set.copyOf(features);
    }

    public boolean isBuiltIn() {
        return equals(BUILT_IN);
    }

    boolean hasBegun(Instant now) {
        return from.map(begin -> !now.isBefore(begin)).orElse(true);
    }

    boolean hasEnded(Instant now) {
        return until.map(end -> !now.isBefore(end)).orElse(false);
    }
}
