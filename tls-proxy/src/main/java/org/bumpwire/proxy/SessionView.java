package org.bumpwire.proxy;

import java.time.Duration;

/**
 * A flow that is open now, as an operator sees it; what is not known yet is empty.
 *
 * @param state how far it has come, such as "Waiting for the ClientHello" or "Inspected"
 * @param destination IP address and port, or the name that the client gave to an explicit proxy
 * @param clientLeg version and cipher suite, such as "TLSv1.3 TLS_AES_128_GCM_SHA256"
 * @param bytesFromClient as read from the client's socket
 * @param bytesFromServer as read from the server's socket
 * @param revision of the configuration under which it is handled
 */
public record SessionView(
        long id,
        String segment,
        String virtualSegment,
        String policy,
        String proxy,
        String state,
        String reason,
        String source,
        String destination,
        String sni,
        String clientLeg,
        String serverLeg,
        String alpn,
        long bytesFromClient,
        long bytesFromServer,
        Duration age,
        long revision) {}
