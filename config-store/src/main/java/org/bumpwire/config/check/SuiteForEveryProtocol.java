package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsVersion;

/** A version without a cipher suite can never be negotiated. */
final class SuiteForEveryProtocol implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(config, (statement, tls) -> {
            for (TlsVersion version : tls.versions()) {
                if (tls.cipherSuites().stream().noneMatch(s -> s.speaks(version))) {
                    problems.add(
                            "%s cipher-suite: none of the chosen suites is for %s (add one or leave out the protocol)"
                                    .formatted(statement, version.operatorName()));
                }
            }
        });
    }
}
