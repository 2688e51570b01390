package org.bumpwire.proxy.rehearsal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.PortRange;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.SubjectNames;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.mint.CertificateMinter;
import org.bumpwire.proxy.mint.KeyType;
import org.bumpwire.proxy.mint.MintedLeaf;

/**
 * What a rehearsal is played with: CAs, a server's certificate, and the configuration that inspects for clients on one
 * segment and for the server on another.
 *
 * @param publicCa issues the origin's certificates
 * @param signingCa issues their copies
 * @param site what the origin's certificates are like
 */
record Stage(ApplianceConfig defaults, Identity publicCa, Identity signingCa, Identity untrustedCa, Identity site) {
    static final String HOST = "rehearsal.invalid";
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int DAYS = 2;
    private static final int KEY_BITS = 256;
    private static final int SHORTEST_RSA_KEY = 2048;
    private static final String CLIENTS = "CLIENTS";
    private static final String SERVERS = "SERVERS";
    private static final Endpoint ANY_PORT = new Endpoint(InetAddress.getLoopbackAddress(), 0);
    private static final Set<TlsVersion> VERSIONS = EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
    static final TlsSettings TLS = new TlsSettings(VERSIONS, CipherSuite.speakingAny(VERSIONS));

    /** Makes new keys, and forgets them with itself. */
    static Stage made(ApplianceConfig defaults, Clock clock) throws PkiException {
        Identity publicCa = identity("Public", SubjectNames.NONE, clock);
        Identity model = identity(HOST, new SubjectNames(List.of(HOST), List.of()), clock);
        MintedLeaf site = new CertificateMinter(new SslInspStats(), Runnable::run, clock)
                .mintTrusted(model.certificate(), publicCa, KeyType.EC)
                .toCompletableFuture()
                .join();
        return new Stage(
                defaults,
                publicCa,
                identity("Signing", SubjectNames.NONE, clock),
                identity("Untrusted", SubjectNames.NONE, clock),
                new Identity(HOST, site.chain(), site.privateKey()));
    }

    private static Identity identity(String name, SubjectNames names, Clock clock) throws PkiException {
        KeyedCertificate made = SigningCertificate.generate(
                CertificateSubject.named(name), names, KeyAlgorithm.ECDSA, KEY_BITS, DAYS, clock);
        return new Identity(name, made.chain(), made.privateKey());
    }

    /** The clients' segment comes first. */
    ApplianceConfig config(InetSocketAddress origin) {
        SslInspection base = defaults.sslInspection();
        ClientProxy clientProxy = clientProxy(origin.getPort());
        ServerProxy serverProxy = serverProxy(origin);
        TrustStore trust =
                new TrustStore("PUBLIC", "", List.of(publicCa.certificate()), List::of, TrustStore.Lookups.DEFAULT);
        Profile forClients = new Profile(CLIENTS, List.of(), List.of(clientPolicy(clientProxy, trust)));
        Profile forServers =
                new Profile(SERVERS, List.of(new ServerPolicy(SERVERS, true, serverProxy, List.of())), List.of());
        Endpoint to = new Endpoint(origin.getAddress(), origin.getPort());
        return new ApplianceConfig(
                1,
                defaults.general(),
                defaults.access(),
                List.of(segment(CLIENTS, to), segment(SERVERS, to)),
                List.of(virtualSegment(forClients, 1), virtualSegment(forServers, 2)),
                new SslInspection(
                        true,
                        true,
                        false,
                        base.maxConnections(),
                        base.overLimit(),
                        base.timeouts(),
                        base.sessionResumption(),
                        base.exclusions(),
                        List.of(serverProxy),
                        List.of(clientProxy),
                        List.of(trust),
                        List.of(),
                        List.of(),
                        List.of(forClients, forServers)),
                List.of(),
                List.of(),
                defaults.log());
    }

    private static Segment segment(String name, Endpoint to) {
        return new Segment(name, "", new Segment.Mode.Reverse(ANY_PORT, to));
    }

    private static VirtualSegment virtualSegment(Profile profile, int position) {
        return new VirtualSegment(
                profile.name(),
                "",
                position,
                Set.of(profile.name()),
                List.of(),
                List.of(),
                Optional.of(profile),
                Optional.empty());
    }

    private static ClientPolicy clientPolicy(ClientProxy proxy, TrustStore trust) {
        return new ClientPolicy(
                CLIENTS,
                true,
                proxy,
                Optional.empty(),
                trust,
                List.of(),
                List.of(),
                new CertificateRequest.DoNotDecrypt());
    }

    private ClientProxy clientProxy(int port) {
        return new ClientProxy(
                CLIENTS,
                "",
                signingCa,
                untrustedCa,
                List.of(new PortRange(port, port)),
                DecryptedService.HTTP,
                SHORTEST_RSA_KEY,
                false,
                false,
                TLS,
                true,
                false,
                false,
                Cleartext.BLOCK);
    }

    private ServerProxy serverProxy(InetSocketAddress origin) {
        return new ServerProxy(
                SERVERS,
                "",
                List.of(new Cidr(origin.getAddress(), origin.getAddress().getAddress().length * Byte.SIZE)),
                List.of(new PortRange(origin.getPort(), origin.getPort())),
                DecryptedService.HTTP,
                List.of(site),
                new UpstreamCheck.Unchecked(),
                TLS,
                true,
                false,
                false,
                new CertificateRequest.WithoutCertificate());
    }
}
