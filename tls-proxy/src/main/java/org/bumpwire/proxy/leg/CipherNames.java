package org.bumpwire.proxy.leg;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;

/** BoringSSL's names of what IANA names otherwise. */
final class CipherNames {
    private static final Map<CipherSuite, String> NAMES = new EnumMap<>(CipherSuite.class);
    private static final Map<String, CipherSuite> SUITES = new HashMap<>();

    static {
        for (CipherSuite suite : CipherSuite.values()) {
            NAMES.put(suite, boringName(suite));
            SUITES.put(boringName(suite), suite);
            SUITES.put(suite.name(), suite);
        }
    }

    private CipherNames() {}

    static Optional<CipherSuite> suite(String boringName) {
        return Optional.ofNullable(SUITES.get(boringName));
    }

    /** The suites of TLS 1.2 and earlier in the engine's syntax; those of TLS 1.3 it does not let anybody choose. */
    static String list(Collection<CipherSuite> suites) {
        return suites.stream()
                .filter(s -> !s.legacy() && !s.speaks(TlsVersion.TLS_1_3))
                .map(NAMES::get)
                .collect(Collectors.joining(":"));
    }

    private static String boringName(CipherSuite suite) {
        if (suite.speaks(TlsVersion.TLS_1_3)) {
            return suite.name();
        }
        String name = suite.name()
                .replace("TLS_", "")
                .replace("_WITH_", "_")
                .replace("AES_", "AES")
                .replace("_CBC", "")
                .replace("POLY1305_SHA256", "POLY1305")
                .replace('_', '-');
        return name.startsWith("RSA-") ? name.substring("RSA-".length()) : name;
    }

    static String group(String boringName) {
        return switch (boringName) {
            case "X25519" -> "x25519";
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default -> boringName;
        };
    }
}
