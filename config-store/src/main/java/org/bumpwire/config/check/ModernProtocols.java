package org.bumpwire.config.check;

import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsVersion;

/** TLS 1.0 and 1.1 must not be used any more (RFC 8996), but some old equipment has nothing else. */
final class ModernProtocols implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(config, (statement, tls) -> {
            List<String> outdated = tls.versions().stream()
                    .filter(v -> v.compareTo(TlsVersion.TLS_1_2) < 0)
                    .map(TlsVersion::operatorName)
                    .toList();
            if (!outdated.isEmpty()) {
                problems.warn("%s protocol: outdated and insecure %s (RFC 8996)"
                        .formatted(statement, String.join(" and ", outdated)));
            }
        });
    }
}
