package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.ServerProxy;

/** A server proxy can answer its clients only in suites that go with one of its certificates. */
final class SuitesFitCertificates implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (ServerProxy server : config.sslInspection().servers()) {
            for (Identity identity : server.certificates()) {
                if (server.tls().cipherSuites().stream().noneMatch(s -> fits(s, identity))) {
                    problems.add("%s: no chosen cipher-suite can be used with certificate \"%s\" (add one for %s)"
                            .formatted(Statements.server(server.name()), identity.name(), authentication(identity)));
                }
            }
        }
    }

    static Authentication authentication(Identity identity) {
        return identity.certificate().getPublicKey().getAlgorithm().equals("RSA")
                ? Authentication.RSA
                : Authentication.ECDSA;
    }

    private static boolean fits(CipherSuite suite, Identity identity) {
        return suite.authentication() == Authentication.ANY || suite.authentication() == authentication(identity);
    }
}
