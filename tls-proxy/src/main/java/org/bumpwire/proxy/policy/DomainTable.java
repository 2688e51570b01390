package org.bumpwire.proxy.policy;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.DomainPattern;

/** Finds the domain pattern that covers a host name with one hash look-up a label, however many patterns there are. */
final class DomainTable {
    static final DomainTable EMPTY = new DomainTable(List.of());

    private final NameSet exact;
    private final NameSet parents;

    DomainTable(List<DomainPattern> patterns) {
        exact = names(patterns, false);
        parents = names(patterns, true);
    }

    /** The most specific pattern, as configured, for a host name in lower case and without a trailing dot. */
    Optional<String> find(String hostName) {
        // String's hash of each parent in turn, from the right, where one character more is one addition.
        int hash = 0;
        int power = 1;
        int parent = 0;
        for (int i = hostName.length() - 1; i >= 0; i--) {
            char c = hostName.charAt(i);
            if (c == '.' && parents.containsEnd(hostName, i + 1, hash)) {
                parent = i + 1;
            }
            hash += c * power;
            power *= 31;
        }
        if (exact.containsEnd(hostName, 0, hash)) {
            return Optional.of(hostName);
        }
        // A leading dot would make an empty label; such a name is below nothing.
        return parent == 0 || hostName.startsWith(".")
                ? Optional.empty()
                : Optional.of("*." + hostName.substring(parent));
    }

    private static NameSet names(List<DomainPattern> patterns, boolean subdomains) {
        return new NameSet(patterns.stream()
                .filter(pattern -> pattern.subdomains() == subdomains)
                .map(DomainPattern::domain)
                .toList());
    }
}
