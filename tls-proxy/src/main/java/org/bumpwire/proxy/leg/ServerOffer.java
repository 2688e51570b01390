package org.bumpwire.proxy.leg;

import java.util.List;
import java.util.Set;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;

/**
 * What a server is offered: no more than the configuration allows and no less of it than the client offered itself.
 *
 * @param cipherSuites in the configuration's order; those of TLS 1.3 the engine may add to
 * @param postQuantum whether X25519MLKEM768 is among the groups
 */
public record ServerOffer(
        Set<TlsVersion> versions, List<CipherSuite> cipherSuites, List<String> alpn, boolean postQuantum) {
    public ServerOffer {
        versions = Set.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        alpn = List.copyOf(alpn);
    }
}
