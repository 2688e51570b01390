package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.ServerProxy;

/** An ECDSA certificate is of use to a server only if its key may sign (RFC 8422, section 2.2). */
final class ServersCertificatesSign implements Rule {
    private static final int DIGITAL_SIGNATURE = 0;

    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (ServerProxy server : config.sslInspection().servers()) {
            server.certificates().stream()
                    .filter(identity -> !maySign(identity))
                    .forEach(identity -> problems.add(
                            "%s certificate: the key usage of \"%s\" does not allow it to sign (use another certificate)"
                                    .formatted(Statements.server(server.name()), identity.name())));
        }
    }

    private static boolean maySign(Identity identity) {
        boolean[] usage = identity.certificate().getKeyUsage();
        boolean rsa = identity.certificate().getPublicKey().getAlgorithm().equals("RSA");
        return rsa || usage == null || usage[DIGITAL_SIGNATURE];
    }
}
