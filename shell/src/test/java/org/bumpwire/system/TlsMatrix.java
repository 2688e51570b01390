package org.bumpwire.system;

import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.params.provider.Arguments;

/** Every version with every kind of certificate. */
final class TlsMatrix {
    static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    private TlsMatrix() {}

    /** What a test of one combination is given: a version by OpenSSL's name, and an {@link Algorithm}. */
    static Stream<Arguments> versionsAndAlgorithms() {
        return VERSIONS.stream()
                .flatMap(version -> Stream.of(Algorithm.values()).map(algorithm -> Arguments.of(version, algorithm)));
    }

    static String key(String version, Algorithm algorithm) {
        return version + "-" + algorithm;
    }
}
