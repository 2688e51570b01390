package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CipherSuite;

/** Without it, whoever gets a server's key later can read all that was recorded before. */
final class ForwardSecrecy implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(config, (statement, tls) -> {
            if (tls.cipherSuites().stream().noneMatch(CipherSuite::forwardSecret)) {
                problems.warn("%s cipher-suite: none of the chosen suites has forward secrecy".formatted(statement));
            }
        });
    }
}
