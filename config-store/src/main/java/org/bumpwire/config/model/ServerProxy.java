package org.bumpwire.config.model;

import java.util.List;

/**
 * Inbound TLS to servers whose certificates and keys the device holds (guide, chapter 7).
 *
 * @param addresses destinations of the clients' connections that are these servers
 * @param certificates the first is shown to clients whose SNI no other one covers
 * @param upstreamCheck how the certificate that the real server shows is judged
 * @param logging whether its sessions are written to the sslInspection journal in full; failures, blocks and
 *     bypasses always are
 * @param certificateRequest what happens where a real server asks for a client certificate
 * @param tcpReset whether the server gets a TCP reset for a blocked session
 */
public record ServerProxy(
        String name,
        String description,
        List<Cidr> addresses,
        List<PortRange> detectionPorts,
        DecryptedService decryptedService,
        List<Identity> certificates,
        UpstreamCheck upstreamCheck,
        TlsSettings tls,
        boolean logging,
        boolean tcpReset,
        boolean http2Downgrade,
        CertificateRequest certificateRequest) {

    public ServerProxy {
        addresses = List.copyOf(addresses);
        detectionPorts = List.copyOf(detectionPorts);
        certificates = List.copyOf(certificates);
    }

    /** The certificates that can be shown, for their keys are there. */
    public List<Identity> usableCertificates() {
        return certificates.stream().filter(Identity::hasKey).toList();
    }

    /** Whether there is none that could be shown, because the keys are gone. */
    public boolean lacksItsKeys() {
        return !certificates.isEmpty() && usableCertificates().isEmpty();
    }

    /** How the server behind the device proves who it is. */
    public sealed interface UpstreamCheck {
        <R> R match(Cases<R> cases);

        /** It must show a certificate with the public key of one that the server proxy holds. */
        record SameKey() implements UpstreamCheck {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.sameKey(this);
            }
        }

        /** It must show a certificate that the trust store vouches for under the name the client asked for. */
        record Trusted(TrustStore trustStore) implements UpstreamCheck {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.trusted(this);
            }
        }

        /** Any certificate will do: the operator vouches for the network behind the device. */
        record Unchecked() implements UpstreamCheck {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.unchecked(this);
            }
        }

        /** One method a way to check. */
        interface Cases<R> {
            R sameKey(SameKey check);

            R trusted(Trusted check);

            R unchecked(Unchecked check);
        }
    }
}
