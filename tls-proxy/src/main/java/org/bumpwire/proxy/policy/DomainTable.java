package org.bumpwire.proxy.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.DomainPattern;

/** Finds the domain pattern that covers a host name with one hash look-up a label, however many patterns there are. */
final class DomainTable {
    static final DomainTable EMPTY = new DomainTable(List.of());

    private final Set<String> exact = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    DomainTable(List<DomainPattern> patterns) {
        for (DomainPattern pattern : patterns) {
            (pattern.subdomains() ? parents : exact).add(pattern.domain());
        }
    }

    /** The most specific pattern, as configured, for a host name in lower case and without a trailing dot. */
    Optional<String> find(String hostName) {
        if (exact.contains(hostName)) {
            return Optional.of(hostName);
        }
        if (parents.isEmpty()) {
            return Optional.empty();
        }
        // A leading dot would make an empty label; such a name is below nothing.
        for (int dot = hostName.indexOf('.'); dot > 0; dot = hostName.indexOf('.', dot + 1)) {
            String parent = hostName.substring(dot + 1);
            if (parents.contains(parent)) {
                return Optional.of("*." + parent);
            }
        }
        return Optional.empty();
    }
}
