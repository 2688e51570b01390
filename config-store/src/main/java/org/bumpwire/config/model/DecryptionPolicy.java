package org.bumpwire.config.model;

import java.util.List;

/** Which sites are exempt from client inspection (guide, chapter 6). */
public record DecryptionPolicy(String name, String description, List<DomainPattern> neverDecryptDomains) {
    public DecryptionPolicy {
        neverDecryptDomains = List.copyOf(neverDecryptDomains);
    }
}
