package org.bumpwire.config.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.ServerProxy;

/** A server proxy that has RSA and ECDSA can cause connection issues (guide, chapters 3 and 7). */
final class ServersKeepToOneKeyType implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (ServerProxy server : config.sslInspection().servers()) {
            if (areMixed(server.certificates().stream().map(SuitesFitCertificates::authentication))) {
                problems.warn("%s: RSA and ECDSA certificates are mixed, which can cause connection issues"
                        .formatted(Statements.server(server.name())));
            }
            List<CipherSuite> suites = server.tls().cipherSuites();
            // The default has both, so that any certificate will do.
            boolean chosen = !suites.equals(CipherSuite.speakingAny(server.tls().versions()));
            if (chosen && areMixed(suites.stream().map(CipherSuite::authentication))) {
                problems.warn("%s: RSA and ECDSA cipher suites are mixed, which can cause connection issues"
                        .formatted(Statements.server(server.name())));
            }
        }
    }

    private static boolean areMixed(Stream<Authentication> kinds) {
        return kinds.collect(Collectors.toSet()).containsAll(Set.of(Authentication.RSA, Authentication.ECDSA));
    }
}
