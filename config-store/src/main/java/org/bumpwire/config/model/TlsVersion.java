package org.bumpwire.config.model;

import java.util.List;
import java.util.Optional;

/** A protocol version that a proxy may be configured to speak, weakest first. */
public enum TlsVersion {
    SSL_3_0("SSLv3", 0x0300),
    TLS_1_0("TLSv1.0", 0x0301),
    TLS_1_1("TLSv1.1", 0x0302),
    TLS_1_2("TLSv1.2", 0x0303),
    TLS_1_3("TLSv1.3", 0x0304);

    private static final List<TlsVersion> ALL = List.of(values());

    private final String operatorName;
    private final int wireValue;

    TlsVersion(String operatorName, int wireValue) {
        this.operatorName = operatorName;
        this.wireValue = wireValue;
    }

    /** The name in the configuration, the counters' help and the journal. */
    public String operatorName() {
        return operatorName;
    }

    /** The ProtocolVersion of RFC 8446, section 4.1.2. */
    public int wireValue() {
        return wireValue;
    }

    public static Optional<TlsVersion> named(String operatorName) {
        for (TlsVersion version : ALL) {
            if (version.operatorName.equalsIgnoreCase(operatorName)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
