package org.bumpwire.config.model;

import java.util.List;

/**
 * Which outbound TLS is intercepted, and what its clients are shown (guide, chapter 6).
 *
 * @param signingCertificate the CA that signs copies of certificates that were found good
 * @param untrustedCertificate the CA that signs copies of bad ones, so that the client still sees a warning
 * @param minKeyLength shortest RSA key in bits that an upstream certificate may have
 * @param blockInvalid whether a session to a server with an invalid certificate is blocked instead of re-signed
 * @param blockExpired the same for one whose only fault is that it has expired or is not yet valid
 * @param logging whether its sessions are written to the sslInspection journal in full; failures, blocks and
 *     bypasses always are
 * @param cleartext what becomes of connections to its ports that do not begin with TLS
 * @param tcpReset whether the client gets a TCP reset for a blocked session
 */
public record ClientProxy(
        String name,
        String description,
        Identity signingCertificate,
        Identity untrustedCertificate,
        List<PortRange> detectionPorts,
        DecryptedService decryptedService,
        int minKeyLength,
        boolean blockInvalid,
        boolean blockExpired,
        TlsSettings tls,
        boolean logging,
        boolean tcpReset,
        boolean http2Downgrade,
        Cleartext cleartext) {

    public ClientProxy {
        detectionPorts = List.copyOf(detectionPorts);
    }

    /** Whether copies can be signed, for the keys of both CAs are there. */
    public boolean canSign() {
        return signingCertificate.hasKey() && untrustedCertificate.hasKey();
    }

    public boolean sharesPortWith(ClientProxy other) {
        return detectionPorts.stream()
                .anyMatch(mine -> other.detectionPorts.stream().anyMatch(mine::overlaps));
    }
}
