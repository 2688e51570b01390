package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.DomainPattern;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.config.model.General;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.model.LogSettings;
import org.bumpwire.config.model.Login;
import org.bumpwire.config.model.PortRange;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.RemoteLogin;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.model.VirtualSegment;

/** Configurations as tests need them: everything has a default that can be changed before {@link #build}. */
public final class SampleConfig {
    public static final TlsSettings MODERN =
            new TlsSettings(EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), Arrays.asList(CipherSuite.values()));

    private final List<VirtualSegment> virtualSegments = new ArrayList<>();
    private boolean clientEnabled = true;
    private boolean serverEnabled = true;
    private int maxConnections = 100;
    private OverLimit overLimit = OverLimit.BYPASS;
    private boolean sniTrust = true;

    public SampleConfig virtualSegment(VirtualSegment virtualSegment) {
        virtualSegments.add(virtualSegment);
        return this;
    }

    public SampleConfig everything(Profile profile) {
        return virtualSegment(virtualSegment("all", Set.of(), List.of(), List.of(), Optional.of(profile)));
    }

    public SampleConfig clientEnabled(boolean enabled) {
        clientEnabled = enabled;
        return this;
    }

    public SampleConfig serverEnabled(boolean enabled) {
        serverEnabled = enabled;
        return this;
    }

    public SampleConfig limit(int connections, OverLimit action) {
        maxConnections = connections;
        overLimit = action;
        return this;
    }

    public SampleConfig sniTrust(boolean trusted) {
        sniTrust = trusted;
        return this;
    }

    public ApplianceConfig build() {
        SslInspection ssl = new SslInspection(
                clientEnabled,
                serverEnabled,
                true,
                maxConnections,
                overLimit,
                new SslInspection.Timeouts(
                        Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(10)),
                true,
                new Exclusions(
                        sniTrust, Duration.ofHours(12), new Exclusions.Learning(false, 3, 2, Exclusions.Scope.SITE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new ApplianceConfig(
                1,
                new General("bumpwire", "", "", Duration.ofMinutes(15), true, new Endpoint(address("127.0.0.1"), 2222)),
                new Access(
                        List.of(),
                        List.of(),
                        List.of(),
                        new Login(5, Duration.ofMinutes(5), PasswordRules.USUAL, RemoteLogin.NONE)),
                List.of(),
                virtualSegments,
                ssl,
                List.of(),
                List.of(),
                new LogSettings(512, 30));
    }

    public static VirtualSegment virtualSegment(
            String name, Set<String> segments, List<Cidr> sources, List<Cidr> destinations, Optional<Profile> profile) {
        return new VirtualSegment(name, "", 1, segments, sources, destinations, profile, Optional.empty());
    }

    public static VirtualSegment withIps(VirtualSegment plain, IpsProfile ips) {
        return new VirtualSegment(
                plain.name(),
                plain.description(),
                plain.position(),
                plain.segments(),
                plain.sources(),
                plain.destinations(),
                plain.profile(),
                Optional.of(ips));
    }

    public static Profile profile(List<ServerPolicy> servers, List<ClientPolicy> clients) {
        return new Profile("P", servers, clients);
    }

    public static ServerPolicy server(String name, String address, int port, String... sourceExceptions) {
        ServerProxy proxy = new ServerProxy(
                name + " server",
                "",
                List.of(cidr(address)),
                List.of(new PortRange(port, port)),
                DecryptedService.HTTP,
                List.of(),
                new ServerProxy.UpstreamCheck.SameKey(),
                MODERN,
                true,
                true,
                false,
                new CertificateRequest.WithoutCertificate());
        return new ServerPolicy(name, true, proxy, cidrs(sourceExceptions));
    }

    public static ServerPolicy disabled(ServerPolicy policy) {
        return new ServerPolicy(policy.name(), false, policy.server(), policy.sourceExceptions());
    }

    public static ClientPolicy client(String name, int port) {
        return client(name, port, List.of(), List.of());
    }

    public static ClientPolicy disabled(ClientPolicy policy) {
        return new ClientPolicy(
                policy.name(),
                false,
                policy.clientProxy(),
                policy.decryptionPolicy(),
                policy.trustStore(),
                policy.neverDecryptSources(),
                policy.alwaysDecryptSources(),
                policy.certificateRequest());
    }

    public static ClientPolicy client(String name, int port, List<String> never, List<String> always) {
        return client(clientProxy(name, port, true), name, Optional.empty(), never, always);
    }

    public static ClientPolicy client(
            ClientProxy proxy,
            String name,
            Optional<DecryptionPolicy> decryptionPolicy,
            List<String> never,
            List<String> always) {
        return new ClientPolicy(
                name,
                true,
                proxy,
                decryptionPolicy,
                new TrustStore("T", "", List.of(), List::of, TrustStore.Lookups.DEFAULT),
                never.stream().map(SampleConfig::cidr).toList(),
                always.stream().map(SampleConfig::cidr).toList(),
                new CertificateRequest.DoNotDecrypt());
    }

    public static ClientProxy clientProxy(String name, int port, Cleartext cleartext) {
        ClientProxy plain = clientProxy(name, port, true);
        return new ClientProxy(
                plain.name(),
                plain.description(),
                plain.signingCertificate(),
                plain.untrustedCertificate(),
                plain.detectionPorts(),
                plain.decryptedService(),
                plain.minKeyLength(),
                plain.blockInvalid(),
                plain.blockExpired(),
                plain.tls(),
                plain.logging(),
                plain.tcpReset(),
                plain.http2Downgrade(),
                cleartext);
    }

    public static ClientProxy clientProxy(String name, int port, boolean logging) {
        return clientProxy(name, port, false, false, logging);
    }

    public static ClientProxy clientProxy(
            String name, int port, boolean blockInvalid, boolean blockExpired, boolean logging) {
        Identity none = new Identity("none", List.<X509Certificate>of(), new NoKey());
        return new ClientProxy(
                name + " proxy",
                "",
                none,
                none,
                List.of(new PortRange(port, port)),
                DecryptedService.HTTP,
                2048,
                blockInvalid,
                blockExpired,
                MODERN,
                logging,
                false,
                false,
                Cleartext.BLOCK);
    }

    /** The same proxy after a restart that its keys did not outlast. */
    public static ClientProxy withoutKeys(ClientProxy proxy) {
        Identity gone = Identity.withoutKey("gone", List.of());
        return new ClientProxy(
                proxy.name(),
                proxy.description(),
                gone,
                gone,
                proxy.detectionPorts(),
                proxy.decryptedService(),
                proxy.minKeyLength(),
                proxy.blockInvalid(),
                proxy.blockExpired(),
                proxy.tls(),
                proxy.logging(),
                proxy.tcpReset(),
                proxy.http2Downgrade(),
                proxy.cleartext());
    }

    public static ServerPolicy withoutKeys(ServerPolicy policy) {
        ServerProxy proxy = policy.server();
        return new ServerPolicy(
                policy.name(),
                policy.enabled(),
                new ServerProxy(
                        proxy.name(),
                        proxy.description(),
                        proxy.addresses(),
                        proxy.detectionPorts(),
                        proxy.decryptedService(),
                        List.of(Identity.withoutKey("gone", List.of())),
                        proxy.upstreamCheck(),
                        proxy.tls(),
                        proxy.logging(),
                        proxy.tcpReset(),
                        proxy.http2Downgrade(),
                        proxy.certificateRequest()),
                policy.sourceExceptions());
    }

    public static DecryptionPolicy exempting(String... domains) {
        return new DecryptionPolicy(
                "exempt", "", Arrays.stream(domains).map(SampleConfig::domain).toList());
    }

    public static DomainPattern domain(String text) {
        return text.startsWith("*.") ? new DomainPattern(text.substring(2), true) : new DomainPattern(text, false);
    }

    public static List<Cidr> cidrs(String... texts) {
        return Arrays.stream(texts).map(SampleConfig::cidr).toList();
    }

    public static Cidr cidr(String text) {
        int slash = text.indexOf('/');
        return new Cidr(address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class NoKey implements PrivateKey {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
            return "none";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
