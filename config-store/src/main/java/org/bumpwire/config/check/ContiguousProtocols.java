package org.bumpwire.config.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsVersion;

/** TLS before 1.3 negotiates a highest version only, so a gap could not be kept. */
final class ContiguousProtocols implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(
                config,
                (statement, tls) -> missing(tls.versions())
                        .forEach(v -> problems.add("%s protocol: %s is missing between others (add it)"
                                .formatted(statement, v.operatorName()))));
    }

    private static List<TlsVersion> missing(Set<TlsVersion> versions) {
        TlsVersion lowest = Collections.min(versions);
        TlsVersion highest = Collections.max(versions);
        return Arrays.stream(TlsVersion.values())
                .filter(v -> v.compareTo(lowest) > 0 && v.compareTo(highest) < 0 && !versions.contains(v))
                .toList();
    }
}
