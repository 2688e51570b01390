package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;

/** What earlier flows taught about destinations. */
@FunctionalInterface
public interface LearnedDestinations {
    LearnedDestinations NONE = (policy, source, site, condition) -> Optional.empty();

    /** What holds now for a policy's flows from a client to a site, if it satisfies the condition. */
    Optional<Lesson> find(MatchedPolicy policy, InetAddress source, Site site, Predicate<Lesson> condition);
}
