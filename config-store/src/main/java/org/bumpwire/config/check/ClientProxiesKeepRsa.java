package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.TlsVersion;

/** Many servers have RSA certificates only (guide, chapter 6); in TLS 1.3 every suite goes with them. */
final class ClientProxiesKeepRsa implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (ClientProxy proxy : config.sslInspection().clientProxies()) {
            boolean older = proxy.tls().versions().stream().anyMatch(v -> v != TlsVersion.TLS_1_3);
            boolean rsa = proxy.tls().cipherSuites().stream().anyMatch(s -> s.authentication() == Authentication.RSA);
            if (older && !rsa) {
                problems.add("%s cipher-suite: at least one RSA suite is needed (add one)"
                        .formatted(Statements.clientProxy(proxy.name())));
            }
        }
    }
}
