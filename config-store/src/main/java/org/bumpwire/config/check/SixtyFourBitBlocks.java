package org.bumpwire.config.check;

import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CipherSuite;

/** Triple DES leaks what a long session repeats (RFC 7525, section 4.1; "SWEET32"). */
final class SixtyFourBitBlocks implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Statements.eachTls(config, (statement, tls) -> {
            List<String> weak = tls.cipherSuites().stream()
                    .filter(CipherSuite::isTripleDes)
                    .map(CipherSuite::name)
                    .toList();
            if (!weak.isEmpty()) {
                problems.warn(
                        "%s cipher-suite: weak 64-bit blocks in %s".formatted(statement, String.join(" and ", weak)));
            }
        });
    }
}
