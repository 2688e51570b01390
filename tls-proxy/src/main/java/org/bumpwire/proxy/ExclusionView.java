package org.bumpwire.proxy;

import java.net.InetAddress;
import java.time.Instant;
import org.bumpwire.proxy.learn.Exclusion;

/**
 * Flows that are not decrypted because of what the device has learned, as an operator sees it.
 *
 * @param kind such as "certificate-request"
 * @param client the only one; empty for all
 * @param sni the host name that they ask for; empty for those that ask for none
 * @param destination address and port; empty for any
 */
public record ExclusionView(
        long id,
        String kind,
        String profile,
        String policy,
        String client,
        String sni,
        String destination,
        String evidence,
        Instant learnedAt,
        Instant expiresAt) {

    static ExclusionView of(Exclusion exclusion) {
        Exclusion.Key key = exclusion.key();
        return new ExclusionView(
                exclusion.id(),
                exclusion.lesson().kind().word(),
                key.profile(),
                key.policy(),
                key.client().map(InetAddress::getHostAddress).orElse(""),
                key.sni(),
                key.destination(),
                exclusion.lesson().evidence(),
                exclusion.learnedAt(),
                exclusion.expiresAt());
    }
}
