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
 * @param encryptThenMac whether CBC suites are used with Encrypt-then-MAC (RFC 7366) where the peer can as well
 */
public record TlsSettings(Set<TlsVersion> versions, List<CipherSuite> cipherSuites, boolean encryptThenMac) {
    private static final List<CipherSuite> ALL_OF_TLS_1_3 = CipherSuite.speakingAny(List.of(TlsVersion.TLS_1_3));

    public TlsSettings {
        versions = Collections.unmodifiableSet(EnumSet.copyOf(versions));
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** Whether the suites of TLS 1.3 are fewer than there are or in an order of the operator's. */
    public boolean choosesTls13Suites() {
        if (!versions.contains(TlsVersion.TLS_1_3)) {
            return false;
        }
        int found = 0;
        for (CipherSuite suite : cipherSuites) {
            if (ALL_OF_TLS_1_3.contains(suite)) {
                if (suite != ALL_OF_TLS_1_3.get(found)) {
                    return true;
                }
                found++;
            }
        }
        return found < ALL_OF_TLS_1_3.size();
    }

    /** Without Encrypt-then-MAC, as is the default. */
    public TlsSettings(Set<TlsVersion> versions, List<CipherSuite> cipherSuites) {
        this(versions, cipherSuites, false);
    }
}
