package org.bumpwire.config.model;

import java.util.List;

/**
 * Which sites are exempt from client inspection (guide, chapter 6).
 *
 * @param neverDecryptCategories whose domains are exempt as well
 * @param overrides domains that no category exempts
 */
public record DecryptionPolicy(
        String name,
        String description,
        List<DomainPattern> neverDecryptDomains,
        List<Category> neverDecryptCategories,
        List<DomainPattern> overrides) {
    public DecryptionPolicy {
        neverDecryptDomains = List.copyOf(neverDecryptDomains);
        neverDecryptCategories = List.copyOf(neverDecryptCategories);
        overrides = List.copyOf(overrides);
    }

    /** One without categories. */
    public DecryptionPolicy(String name, String description, List<DomainPattern> neverDecryptDomains) {
        this(name, description, neverDecryptDomains, List.of(), List.of());
    }
}
