package org.bumpwire.proxy.pipeline;

import com.google.re2j.PatternSyntaxException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.proxy.inspect.InspectorFactory;
import org.bumpwire.proxy.leg.KeyMaterial;
import org.bumpwire.proxy.leg.Resumption;
import org.bumpwire.proxy.leg.ServerCertificates;
import org.bumpwire.proxy.leg.TlsContexts;
import org.bumpwire.proxy.policy.DecisionEngine;
import org.bumpwire.proxy.policy.LearnedDestinations;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Permit;
import org.bumpwire.proxy.policy.PolicyTable;
import org.bumpwire.proxy.verify.TrustPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One configuration revision as the data plane needs it: everything that can be worked out before a flow comes.
 *
 * <p>Immutable; a flow keeps the plan under which it began.
 */
public final class Plan {
    /** Shortest RSA key that a server behind the device may have where a trust store judges it. */
    private static final int MIN_KEY_LENGTH_INBOUND = 2048;

    private final ApplianceConfig config;
    private final PolicyTable policies;
    private final LearnedDestinations learned;
    private final SslInspection settings;
    private final DecisionEngine engine;
    private final InspectorFactory inspectors;
    private final @Nullable Resumption resumption;
    private final Executor workers;
    private final List<EngineUse> engines = new ArrayList<>();
    private final Map<String, ServerSide> servers = new HashMap<>();
    private final Map<String, TlsContexts> clientProxies = new HashMap<>();
    private final Map<PolicyName, TrustPolicy> trust = new HashMap<>();
    private final Map<Identity, KeyMaterial> clientCertificates = new HashMap<>();

    private Plan(
            ApplianceConfig config,
            InspectorFactory inspectors,
            LearnedDestinations learned,
            Resumption resumption,
            Executor workers) {
        this.config = config;
        this.workers = workers;
        this.inspectors = inspectors;
        this.resumption = config.sslInspection().sessionResumption() ? resumption : null;
        policies = PolicyTable.compile(config);
        this.learned = learned;
        settings = config.sslInspection();
        engine = new DecisionEngine(settings, learned, Permit.EVERYTHING);
    }

    /** The same within what the device may do. */
    private Plan(Plan whole, Permit permit) {
        config = whole.config;
        policies = whole.policies;
        inspectors = whole.inspectors;
        resumption = whole.resumption;
        workers = whole.workers;
        learned = whole.learned;
        settings = permit.bound(config.sslInspection());
        engine = new DecisionEngine(settings, learned, permit);
        engines.addAll(whole.engines);
        servers.putAll(whole.servers);
        clientProxies.putAll(whole.clientProxies);
        trust.putAll(whole.trust);
        clientCertificates.putAll(whole.clientCertificates);
    }

    private record PolicyName(String profile, String policy) {}

    /** What server inspection needs of a server proxy. */
    record ServerSide(TlsContexts contexts, ServerCertificates certificates, Optional<TrustPolicy> trust) {}

    /**
     * Nothing where the configuration has problems, which it then adds.
     *
     * @param workers for what takes long in a handshake
     */
    public static Optional<Plan> compile(
            ApplianceConfig config, FlowServices services, Resumption resumption, Executor workers, Problems problems) {
        try {
            Plan plan = new Plan(
                    config,
                    new InspectorFactory(config.ipsProfiles(), services.accountant()),
                    services.exclusions(),
                    resumption,
                    workers);
            boolean sound = true;
            for (ServerProxy server : config.sslInspection().servers()) {
                sound &= plan.add(server, problems);
            }
            for (ClientProxy proxy : config.sslInspection().clientProxies()) {
                sound &= plan.add(proxy, problems);
            }
            sound &= plan.addClientCertificates(problems);
            plan.addTrust();
            return sound ? Optional.of(plan) : Optional.empty();
        } catch (PatternSyntaxException e) {
            problems.add("A filter of 'ips' has no regular expression in the syntax of RE2: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean add(ServerProxy server, Problems problems) {
        try {
            TlsContexts contexts = new TlsContexts(server.tls(), "server " + server.name(), resumption, workers);
            ServerCertificates certificates = new ServerCertificates(server.usableCertificates());
            List<String> needs = new ArrayList<>(contexts.beyondBoringSsl());
            if (certificates.hasSecp224r1()) {
                needs.add("a certificate on secp224r1");
            }
            engines.add(new EngineUse("server", server.name(), needs));
            servers.put(
                    server.name(),
                    new ServerSide(
                            contexts,
                            certificates,
                            trustStore(server.upstreamCheck()).map(this::inboundTrust)));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            problems.add("sslinsp server \"%s\" cannot be served: %s".formatted(server.name(), e.getMessage()));
            return false;
        }
    }

    private boolean add(ClientProxy proxy, Problems problems) {
        try {
            TlsContexts contexts = new TlsContexts(proxy.tls(), "client-proxy " + proxy.name(), resumption, workers);
            engines.add(new EngineUse("client-proxy", proxy.name(), contexts.beyondBoringSsl()));
            clientProxies.put(proxy.name(), contexts);
            return true;
        } catch (IllegalArgumentException e) {
            problems.add("sslinsp client-proxy \"%s\" cannot be served: %s".formatted(proxy.name(), e.getMessage()));
            return false;
        }
    }

    /** What servers are shown that ask for a certificate. */
    private boolean addClientCertificates(Problems problems) {
        Stream<CertificateRequest> inbound =
                config.sslInspection().servers().stream().map(ServerProxy::certificateRequest);
        Stream<CertificateRequest> outbound = config.sslInspection().profiles().stream()
                .flatMap(profile -> profile.clientPolicies().stream())
                .map(ClientPolicy::certificateRequest);
        boolean sound = true;
        for (CertificateRequest request : Stream.concat(inbound, outbound).toList()) {
            if (request instanceof CertificateRequest.Present present) {
                sound &= add(present.identity(), problems);
            }
        }
        return sound;
    }

    private boolean add(Identity presented, Problems problems) {
        try {
            if (!clientCertificates.containsKey(presented)) {
                clientCertificates.put(presented, KeyMaterial.of(presented.chain(), presented.privateKey()));
            }
            return true;
        } catch (GeneralSecurityException e) {
            problems.add(
                    "Certificate '%s' cannot be presented to servers: %s".formatted(presented.name(), e.getMessage()));
            return false;
        }
    }

    private void addTrust() {
        List<X509Certificate> ownCas = ownCas();
        for (Profile profile : config.sslInspection().profiles()) {
            for (ClientPolicy policy : profile.clientPolicies()) {
                trust.put(
                        new PolicyName(profile.name(), policy.name()),
                        new TrustPolicy(
                                policy.trustStore(), policy.clientProxy().minKeyLength(), ownCas));
            }
        }
    }

    private TrustPolicy inboundTrust(TrustStore trustStore) {
        return new TrustPolicy(trustStore, MIN_KEY_LENGTH_INBOUND, ownCas());
    }

    private List<X509Certificate> ownCas() {
        return signers().map(Identity::certificate).distinct().toList();
    }

    /** The CAs that the device signs copies with. */
    public Stream<Identity> signers() {
        return config.sslInspection().clientProxies().stream()
                .flatMap(proxy -> Stream.of(proxy.signingCertificate(), proxy.untrustedCertificate()));
    }

    private static Optional<TrustStore> trustStore(UpstreamCheck check) {
        return check.match(new UpstreamCheck.Cases<>() {
            @Override
            public Optional<TrustStore> sameKey(UpstreamCheck.SameKey sameKey) {
                return Optional.empty();
            }

            @Override
            public Optional<TrustStore> trusted(UpstreamCheck.Trusted trusted) {
                return Optional.of(trusted.trustStore());
            }

            @Override
            public Optional<TrustStore> unchecked(UpstreamCheck.Unchecked unchecked) {
                return Optional.empty();
            }
        });
    }

    /** Which engines serve which proxy. */
    public List<EngineUse> engines() {
        return List.copyOf(engines);
    }

    public long revision() {
        return config.revision();
    }

    public SslInspection settings() {
        return settings;
    }

    /** The same within what the device may do; what this one was bound to counts no more. */
    public Plan within(Permit permit) {
        return new Plan(this, permit);
    }

    PolicyTable policies() {
        return policies;
    }

    DecisionEngine engine() {
        return engine;
    }

    InspectorFactory inspectors() {
        return inspectors;
    }

    ServerSide serverSide(MatchedPolicy.Server policy) {
        return found(servers.get(policy.proxyName()), policy);
    }

    TlsContexts clientContexts(MatchedPolicy.Client policy) {
        return found(clientProxies.get(policy.proxyName()), policy);
    }

    /** What a server is shown that asks for a client certificate; nothing where the policy has none for it. */
    Optional<KeyMaterial> clientCertificate(MatchedPolicy policy) {
        return policy.certificateRequest() instanceof CertificateRequest.Present present
                ? Optional.of(found(clientCertificates.get(present.identity()), policy))
                : Optional.empty();
    }

    TrustPolicy trust(MatchedPolicy.Client policy) {
        return found(trust.get(new PolicyName(policy.profileName(), policy.name())), policy);
    }

    private static <T> T found(@Nullable T compiled, MatchedPolicy policy) {
        if (compiled == null) {
            throw new IllegalStateException("Plan lacks what policy '%s' needs".formatted(policy.name()));
        }
        return compiled;
    }
}
