package org.bumpwire.config.check;

import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsVersion;

/** SSL 3.0, TLS 1.0 and 1.1 must not be used any more, but some old equipment has nothing else. */
final class ModernProtocols implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(config, (statement, tls) -> {
            List<String> outdated = tls.versions().stream()
                    .filter(v -> v == TlsVersion.TLS_1_0 || v == TlsVersion.TLS_1_1)
                    .map(TlsVersion::operatorName)
                    .toList();
            if (!outdated.isEmpty()) {
                problems.warn("%s protocol: outdated and insecure %s (RFC 8996)"
                        .formatted(statement, String.join(" and ", outdated)));
            }
            if (tls.versions().contains(TlsVersion.SSL_3_0)) {
                problems.warn("%s protocol: broken and insecure SSLv3 (RFC 7568)".formatted(statement));
            }
        });
    }
}
