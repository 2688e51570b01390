package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.ClientProxy;

/** If one CA signed for good and bad servers alike, clients would trust the bad ones. */
final class DistinctSigners implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (ClientProxy proxy : config.sslInspection().clientProxies()) {
            boolean sameKey = proxy.signingCertificate()
                    .certificate()
                    .getPublicKey()
                    .equals(proxy.untrustedCertificate().certificate().getPublicKey());
            if (sameKey) {
                problems.add("%s: signing-certificate and untrusted-certificate must differ (generate another one)"
                        .formatted(Statements.clientProxy(proxy.name())));
            }
        }
    }
}
