package org.bumpwire.proxy;

import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
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
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.model.VirtualSegment;

/** A configuration for tests: one segment and one virtual segment with at most one policy of each kind. */
final class TestConfig {
    static final TlsSettings DEFAULT_TLS = new TlsSettings(
            EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3),
            CipherSuite.speakingAny(EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)));
    static final Endpoint ANY_PORT = new Endpoint(InetAddress.getLoopbackAddress(), 0);

    private final List<Segment> segments = new ArrayList<>();
    private final List<ServerPolicy> serverPolicies = new ArrayList<>();
    private final List<ClientPolicy> clientPolicies = new ArrayList<>();
    private Timeouts timeouts = new Timeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));
    private int maxConnections = 10_000;
    private OverLimit overLimit = OverLimit.BYPASS;
    private TlsSettings tls = DEFAULT_TLS;
    private UpstreamCheck check = new UpstreamCheck.SameKey();
    private boolean resumption = true;
    private boolean keysLost;
    private boolean blockInvalid;
    private boolean blockExpired;
    private boolean clientReset;
    private boolean serverReset;
    private boolean http2Downgrade;
    private DecryptedService service = DecryptedService.OTHER;
    private List<DomainPattern> exempt = List.of();
    private List<Cidr> neverDecrypt = List.of();
    private List<Cidr> alwaysDecrypt = List.of();
    private Cleartext cleartext = Cleartext.BLOCK;
    private CertificateRequest inboundRequest = new CertificateRequest.WithoutCertificate();
    private CertificateRequest outboundRequest = new CertificateRequest.DoNotDecrypt();
    private Exclusions exclusions = new Exclusions(
            true, Duration.ofHours(12), new Exclusions.Learning(false, 3, 2, Exclusions.Scope.CLIENT_AND_SITE));
    private List<Cidr> sourceExceptions = List.of();
    private Optional<IpsProfile> ips = Optional.empty();
    private long revision = 1;

    static TlsSettings tls(Set<TlsVersion> versions, CipherSuite... suites) {
        return new TlsSettings(versions, List.of(suites));
    }

    TestConfig revision(long number) {
        revision = number;
        return this;
    }

    TestConfig reverse(Endpoint to) {
        return segment("S", new Segment.Mode.Reverse(ANY_PORT, to));
    }

    TestConfig explicit() {
        return segment("S", new Segment.Mode.Explicit(ANY_PORT));
    }

    TestConfig segment(String name, Segment.Mode mode) {
        segments.add(new Segment(name, "", mode));
        return this;
    }

    TestConfig timeouts(Timeouts values) {
        timeouts = values;
        return this;
    }

    TestConfig limit(int connections, OverLimit action) {
        maxConnections = connections;
        overLimit = action;
        return this;
    }

    TestConfig tls(TlsSettings settings) {
        tls = settings;
        return this;
    }

    TestConfig withoutResumption() {
        resumption = false;
        return this;
    }

    TestConfig check(UpstreamCheck value) {
        check = value;
        return this;
    }

    /** As after a restart that the keys of both CAs did not outlast. */
    TestConfig keysLost() {
        keysLost = true;
        return this;
    }

    TestConfig blockInvalid() {
        blockInvalid = true;
        return this;
    }

    TestConfig blockExpired() {
        blockExpired = true;
        return this;
    }

    TestConfig resets() {
        clientReset = true;
        serverReset = true;
        return this;
    }

    TestConfig http2Downgrade() {
        http2Downgrade = true;
        return this;
    }

    TestConfig http() {
        service = DecryptedService.HTTP;
        return this;
    }

    TestConfig exempt(String domain) {
        exempt = List.of(new DomainPattern(domain, false));
        return this;
    }

    TestConfig neverDecryptLoopback() {
        neverDecrypt = List.of(new Cidr(InetAddress.getLoopbackAddress(), 32));
        return this;
    }

    TestConfig alwaysDecryptLoopback() {
        alwaysDecrypt = List.of(new Cidr(InetAddress.getLoopbackAddress(), 32));
        return this;
    }

    TestConfig cleartext(Cleartext action) {
        cleartext = action;
        return this;
    }

    TestConfig certificateRequest(CertificateRequest answer) {
        inboundRequest = answer;
        outboundRequest = answer;
        return this;
    }

    TestConfig exclusions(Exclusions values) {
        exclusions = values;
        return this;
    }

    TestConfig exceptLoopback() {
        sourceExceptions = List.of(new Cidr(InetAddress.getLoopbackAddress(), 32));
        return this;
    }

    TestConfig ips(IpsProfile profile) {
        ips = Optional.of(profile);
        return this;
    }

    /** Inspects inbound TLS to a server that is on this machine. */
    TestConfig server(Endpoint at, Identity... certificates) {
        ServerProxy proxy = new ServerProxy(
                "WEB",
                "",
                List.of(new Cidr(at.address(), 32)),
                List.of(new PortRange(at.port(), at.port())),
                service,
                List.of(certificates),
                check,
                tls,
                true,
                serverReset,
                http2Downgrade,
                inboundRequest);
        serverPolicies.add(new ServerPolicy("IN", true, proxy, sourceExceptions));
        return this;
    }

    /** Inspects outbound TLS to a port. */
    TestConfig client(int port) {
        ClientProxy proxy = new ClientProxy(
                "OUT",
                "",
                signer("signing", TestPki.SIGNING_CA),
                signer("untrusted", TestPki.UNTRUSTED_CA),
                List.of(new PortRange(port, port)),
                service,
                2048,
                blockInvalid,
                blockExpired,
                tls,
                true,
                clientReset,
                http2Downgrade,
                cleartext);
        Optional<DecryptionPolicy> decryption =
                exempt.isEmpty() ? Optional.empty() : Optional.of(new DecryptionPolicy("D", "", exempt));
        clientPolicies.add(new ClientPolicy(
                "OUT", true, proxy, decryption, publicTrust(), neverDecrypt, alwaysDecrypt, outboundRequest));
        return this;
    }

    private Identity signer(String name, X509Bundle ca) {
        return keysLost ? Identity.withoutKey(name, List.of(ca.getCertificate())) : TestPki.identity(name, ca);
    }

    static TrustStore publicTrust() {
        return new TrustStore(
                "PUBLIC", "", List.of(TestPki.PUBLIC_CA.getCertificate()), List::of, TrustStore.Lookups.DEFAULT);
    }

    ApplianceConfig build() {
        Profile profile = new Profile("P", serverPolicies, clientPolicies);
        return new ApplianceConfig(
                revision,
                new General("bumpwire", "", "", Duration.ZERO, false, ANY_PORT),
                new Access(
                        List.of(),
                        List.of(),
                        List.of(),
                        new Login(5, Duration.ofMinutes(5), PasswordRules.USUAL, RemoteLogin.NONE)),
                segments,
                List.of(new VirtualSegment("V", "", 1, Set.of(), List.of(), List.of(), Optional.of(profile), ips)),
                new SslInspection(
                        true,
                        true,
                        true,
                        maxConnections,
                        overLimit,
                        timeouts,
                        resumption,
                        exclusions,
                        serverPolicies.stream().map(ServerPolicy::server).toList(),
                        clientPolicies.stream().map(ClientPolicy::clientProxy).toList(),
                        List.of(publicTrust()),
                        List.of(),
                        List.of(),
                        List.of(profile)),
                ips.stream().toList(),
                List.of(),
                new LogSettings(512, 30));
    }

    static ApplianceConfig empty() {
        return new TestConfig().revision(0).build();
    }
}
