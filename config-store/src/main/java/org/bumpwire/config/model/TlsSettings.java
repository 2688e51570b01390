package org.bumpwire.config.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What both legs of a proxy may negotiate (guide, chapter 3).
 *
 * @param versions at least one, without a gap between the lowest and the highest
 * @param cipherSuites in the order of preference, at least one for each version
 */
public record TlsSettings(Set<TlsVersion> versions, List<CipherSuite> cipherSuites) {
    public TlsSettings {
        versions = Collections.unmodifiableSet(EnumSet.copyOf(versions));
        cipherSuites = List.copyOf(cipherSuites);
    }
}
