package org.bumpwire.config.check;

import java.security.cert.X509Certificate;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.Identity;

/** Clients accept what a certificate signed only if it is a CA's (RFC 5280, sections 4.2.1.3 and 4.2.1.9). */
final class SigningCertificatesAreCas implements Rule {
    private static final int KEY_CERT_SIGN = 5;

    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (ClientProxy proxy : config.sslInspection().clientProxies()) {
            check(proxy, "signing-certificate", proxy.signingCertificate(), problems);
            check(proxy, "untrusted-certificate", proxy.untrustedCertificate(), problems);
        }
    }

    private static void check(ClientProxy proxy, String leaf, Identity signer, Problems problems) {
        if (!maySign(signer.certificate())) {
            problems.add("%s %s: certificate \"%s\" is not a CA's (use one that may sign certificates)"
                    .formatted(Statements.clientProxy(proxy.name()), leaf, signer.name()));
        }
    }

    private static boolean maySign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0 && (usage == null || usage[KEY_CERT_SIGN]);
    }
}
