package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.proxy.policy.Trace.Step;

/** Finds the policy for a flow; immutable, compiled from one configuration revision. */
public final class PolicyTable {
    private final List<Row> rows;

    private PolicyTable(List<Row> rows) {
        this.rows = rows;
    }

    public static PolicyTable compile(ApplianceConfig config) {
        Compiler compiler = new Compiler(
                config.sslInspection().serverEnabled(), config.sslInspection().clientEnabled());
        return new PolicyTable(
                config.virtualSegments().stream().map(compiler::row).toList());
    }

    /** The policy for a flow, with the steps that found it. */
    public PolicyMatch match(String segment, InetAddress source, InetSocketAddress destination) {
        return search(segment, source, destination, false);
    }

    /** The same, with a step as well for each virtual segment that was passed over. */
    public PolicyMatch explain(String segment, InetAddress source, InetSocketAddress destination) {
        return search(segment, source, destination, true);
    }

    private PolicyMatch search(String segment, InetAddress source, InetSocketAddress destination, boolean withMisses) {
        List<Step> steps = new ArrayList<>();
        for (Row row : rows) {
            Optional<String> miss = row.miss(segment, source, destination.getAddress());
            if (miss.isEmpty()) {
                steps.add(new Step("Virtual segment matches", row.path, "yes"));
                return row.find(destination, steps);
            }
            if (withMisses) {
                steps.add(new Step("Virtual segment matches", row.path, miss.get()));
            }
        }
        steps.add(new Step("Virtual segment matches", "", "none does"));
        return new PolicyMatch(Optional.empty(), Optional.empty(), new Trace(steps));
    }

    /** A virtual segment and the policies of its profile. */
    private record Row(
            VirtualSegment virtualSegment,
            String path,
            Set<String> segments,
            AddressIndex<String> sources,
            AddressIndex<String> destinations,
            Optional<Policies> policies) {

        /** Why the row does not cover a flow, or nothing if it does. */
        Optional<String> miss(String segment, InetAddress source, InetAddress destination) {
            if (!segments.isEmpty() && !segments.contains(segment)) {
                return Optional.of("no, another segment");
            }
            if (!sources.isEmpty() && sources.first(source).isEmpty()) {
                return Optional.of("no, another source");
            }
            if (!destinations.isEmpty() && destinations.first(destination).isEmpty()) {
                return Optional.of("no, another destination");
            }
            return Optional.empty();
        }

        PolicyMatch find(InetSocketAddress destination, List<Step> steps) {
            Optional<MatchedPolicy> policy = Optional.empty();
            if (policies.isEmpty()) {
                steps.add(new Step("Profile applies", path, "none is set"));
            } else {
                policy = policies.get().find(destination, steps);
            }
            return new PolicyMatch(Optional.of(virtualSegment), policy, new Trace(steps));
        }
    }

    /** The enabled policies of a profile. */
    private static final class Policies {
        private final String path;
        private final boolean serverEnabled;
        private final boolean clientEnabled;
        private final AddressIndex<MatchedPolicy.Server> servers = new AddressIndex<>();
        private final PortIndex<MatchedPolicy.Client> clients = new PortIndex<>();

        Policies(String path, boolean serverEnabled, boolean clientEnabled) {
            this.path = path;
            this.serverEnabled = serverEnabled;
            this.clientEnabled = clientEnabled;
        }

        Optional<MatchedPolicy> find(InetSocketAddress destination, List<Step> steps) {
            int port = destination.getPort();
            Optional<MatchedPolicy.Server> server =
                    servers.first(destination.getAddress(), policy -> policy.detects(port));
            if (server.isPresent()) {
                steps.add(new Step("Server policy matches", server.get().path(), "yes"));
                return Optional.of(server.get());
            }
            steps.add(miss("Server policy matches", serverEnabled, "sslinsp server"));
            Optional<MatchedPolicy.Client> client = clients.find(port);
            if (client.isPresent()) {
                steps.add(new Step("Client policy matches", client.get().path(), "yes"));
                return Optional.of(client.get());
            }
            steps.add(miss("Client policy matches", clientEnabled, "sslinsp client"));
            return Optional.empty();
        }

        private Step miss(String rule, boolean enabled, String switchPath) {
            return enabled ? new Step(rule, path, "none does") : new Step(rule, switchPath, "disabled");
        }
    }

    /** Shares what several rows have in common: a profile is compiled once, and so is a list of domains. */
    private static final class Compiler {
        private final boolean serverEnabled;
        private final boolean clientEnabled;
        private final Map<String, Policies> profiles = new HashMap<>();
        private final IdentityHashMap<DecryptionPolicy, DomainTable> domains = new IdentityHashMap<>();

        Compiler(boolean serverEnabled, boolean clientEnabled) {
            this.serverEnabled = serverEnabled;
            this.clientEnabled = clientEnabled;
        }

        Row row(VirtualSegment virtualSegment) {
            return new Row(
                    virtualSegment,
                    ConfigText.path("virtual-segment", virtualSegment.name()),
                    virtualSegment.segments(),
                    AddressIndex.of(virtualSegment.sources()),
                    AddressIndex.of(virtualSegment.destinations()),
                    virtualSegment.profile().map(this::policies));
        }

        private Policies policies(Profile profile) {
            return profiles.computeIfAbsent(profile.name(), name -> compiled(profile));
        }

        private Policies compiled(Profile profile) {
            Policies policies =
                    new Policies(ConfigText.path("sslinsp", "profile", profile.name()), serverEnabled, clientEnabled);
            if (serverEnabled) {
                profile.serverPolicies().stream()
                        .filter(policy -> policy.enabled())
                        .map(policy -> new MatchedPolicy.Server(profile.name(), policy))
                        .forEach(policy -> addServer(policies, policy));
            }
            if (clientEnabled) {
                profile.clientPolicies().stream()
                        .filter(policy -> policy.enabled())
                        .map(policy -> new MatchedPolicy.Client(
                                profile.name(),
                                policy,
                                policy.decryptionPolicy().map(this::table).orElse(DomainTable.EMPTY)))
                        .forEach(policy -> addClient(policies, policy));
            }
            return policies;
        }

        private static void addServer(Policies policies, MatchedPolicy.Server server) {
            for (Cidr address : server.policy().server().addresses()) {
                policies.servers.add(address, server);
            }
        }

        private static void addClient(Policies policies, MatchedPolicy.Client client) {
            client.policy().clientProxy().detectionPorts().forEach(ports -> policies.clients.add(ports, client));
        }

        private DomainTable table(DecryptionPolicy policy) {
            return domains.computeIfAbsent(policy, p -> new DomainTable(p.neverDecryptDomains()));
        }
    }
}
