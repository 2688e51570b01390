package org.bumpwire.config.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsVersion;

/** SSL 3.0 is a last resort beside every version of TLS, never a choice of its own (guide, chapter 3). */
final class SslWithEveryTls implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(config, (statement, tls) -> {
            if (tls.versions().contains(TlsVersion.SSL_3_0) && !tls.versions().contains(TlsVersion.TLS_1_3)) {
                problems.add("%s protocol: SSLv3 needs every TLS version beside it (add %s)"
                        .formatted(statement, above(Collections.max(tls.versions()))));
            }
        });
    }

    /** Gaps below the highest are another rule's. */
    private static String above(TlsVersion highest) {
        return Arrays.stream(TlsVersion.values())
                .filter(v -> v.compareTo(highest) > 0)
                .map(TlsVersion::operatorName)
                .collect(Collectors.joining(" "));
    }
}
