package org.bumpwire.config.model;

import java.time.Duration;
import java.util.List;

/**
 * TLS inspection for the whole device.
 *
 * @param persistPrivateKeys whether private keys rest on disk, or are in memory only and gone after a restart
 * @param maxConnections how many sessions may be under inspection at once
 * @param overLimit what happens to a session above that
 * @param sessionResumption whether clients and the device may resume TLS sessions
 */
public record SslInspection(
        boolean clientEnabled,
        boolean serverEnabled,
        boolean persistPrivateKeys,
        int maxConnections,
        OverLimit overLimit,
        Timeouts timeouts,
        boolean sessionResumption,
        Exclusions exclusions,
        List<ServerProxy> servers,
        List<ClientProxy> clientProxies,
        List<TrustStore> trustStores,
        List<Category> categories,
        List<DecryptionPolicy> decryptionPolicies,
        List<Profile> profiles) {
    public SslInspection {
        servers = List.copyOf(servers);
        clientProxies = List.copyOf(clientProxies);
        trustStores = List.copyOf(trustStores);
        categories = List.copyOf(categories);
        decryptionPolicies = List.copyOf(decryptionPolicies);
        profiles = List.copyOf(profiles);
    }

    /** The same with at most so many sessions under inspection at once. */
    public SslInspection limitedTo(int connections) {
        return new SslInspection(
                clientEnabled,
                serverEnabled,
                persistPrivateKeys,
                Math.min(maxConnections, connections),
                overLimit,
                timeouts,
                sessionResumption,
                exclusions,
                servers,
                clientProxies,
                trustStores,
                categories,
                decryptionPolicies,
                profiles);
    }

    /** What happens to a session that would be one too many (guide, chapter 10). */
    public enum OverLimit {
        BYPASS,
        BLOCK
    }

    /**
     * How long the device waits.
     *
     * @param hello from accept to a whole ClientHello
     * @param connect for the TCP connection to the server
     * @param handshake for each leg's TLS handshake
     * @param idle without a byte in either direction, until a session is closed
     */
    public record Timeouts(Duration hello, Duration connect, Duration handshake, Duration idle) {}
}
