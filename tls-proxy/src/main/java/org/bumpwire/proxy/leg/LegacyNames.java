package org.bumpwire.proxy.leg;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;

/** The configuration's words in those of the legacy engine. */
final class LegacyNames {
    /** The classic groups in the order of preference, the same as the other engine's. */
    static final List<Integer> GROUPS =
            List.of(NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1, NamedGroup.secp521r1);

    private LegacyNames() {}

    /** Highest first. */
    static ProtocolVersion[] versions(Collection<TlsVersion> versions) {
        return versions.stream()
                .sorted(Comparator.reverseOrder())
                .map(v -> ProtocolVersion.get(v.wireValue() >> 8, v.wireValue() & 0xFF))
                .toArray(ProtocolVersion[]::new);
    }

    static int[] suites(Collection<CipherSuite> suites) {
        return suites.stream().mapToInt(CipherSuite::wireValue).toArray();
    }
}
