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
import java.util.function.Predicate;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.proxy.policy.Trace.Step;

/** Finds the policy for a flow; immutable, compiled from one configuration revision. */
public final class PolicyTable {
    private static final String VIRTUAL_SEGMENT = "Virtual segment matches";

    private final List<Row> rows;
    private final RowIndex index = new RowIndex();

    private PolicyTable(List<Row> rows) {
        this.rows = rows;
        rows.forEach(index::add);
    }

    public static PolicyTable compile(ApplianceConfig config) {
        Compiler compiler = new Compiler(
                config.sslInspection().serverEnabled(), config.sslInspection().clientEnabled());
        List<Row> rows = new ArrayList<>();
        for (VirtualSegment virtualSegment : config.virtualSegments()) {
            rows.add(compiler.row(rows.size(), virtualSegment));
        }
        return new PolicyTable(rows);
    }

    /** The policy for a flow, with the steps that found it. */
    public PolicyMatch match(String segment, InetAddress source, InetSocketAddress destination) {
        List<Step> steps = new ArrayList<>();
        return found(index.first(segment, source, destination.getAddress()), destination, steps);
    }

    /** The same, with a step as well for each virtual segment that was passed over. */
    public PolicyMatch explain(String segment, InetAddress source, InetSocketAddress destination) {
        List<Step> steps = new ArrayList<>();
        for (Row row : rows) {
            Optional<String> miss = row.miss(segment, source, destination.getAddress());
            if (miss.isEmpty()) {
                return found(Optional.of(row), destination, steps);
            }
            steps.add(new Step(VIRTUAL_SEGMENT, row.path, miss.get()));
        }
        return found(Optional.empty(), destination, steps);
    }

    private static PolicyMatch found(Optional<Row> row, InetSocketAddress destination, List<Step> steps) {
        if (row.isPresent()) {
            steps.add(new Step(VIRTUAL_SEGMENT, row.get().path, "yes"));
            return row.get().find(destination, steps);
        }
        steps.add(new Step(VIRTUAL_SEGMENT, "", "none does"));
        return new PolicyMatch(Optional.empty(), Optional.empty(), new Trace(steps));
    }

    /** A virtual segment and the policies of its profile. */
    private record Row(
            int order,
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

    /**
     * Finds the first row that covers a flow. Each row stands where the fewest others do: under the blocks of its
     * sources or its destinations, whichever are the narrower, or under its segments; only rows that share such a block
     * are asked one after the other.
     */
    private static final class RowIndex {
        private final AddressIndex<Row> bySource = new AddressIndex<>();
        private final AddressIndex<Row> byDestination = new AddressIndex<>();
        private final Map<String, Row> bySegment = new HashMap<>();
        private Optional<Row> anywhere = Optional.empty();

        /** Rows come in their order. */
        void add(Row row) {
            List<Cidr> sources = row.virtualSegment.sources();
            List<Cidr> destinations = row.virtualSegment.destinations();
            if (sources.isEmpty() && destinations.isEmpty()) {
                row.segments.forEach(segment -> bySegment.putIfAbsent(segment, row));
                anywhere = anywhere.or(() -> Optional.of(row).filter(r -> r.segments.isEmpty()));
            } else if (narrowness(sources) >= narrowness(destinations)) {
                sources.forEach(source -> bySource.add(source, row));
            } else {
                destinations.forEach(destination -> byDestination.add(destination, row));
            }
        }

        Optional<Row> first(String segment, InetAddress source, InetAddress destination) {
            Predicate<Row> covers =
                    row -> row.miss(segment, source, destination).isEmpty();
            return earlier(
                    earlier(bySource.first(source, covers), byDestination.first(destination, covers)),
                    earlier(Optional.ofNullable(bySegment.get(segment)), anywhere));
        }

        private static Optional<Row> earlier(Optional<Row> one, Optional<Row> other) {
            if (one.isEmpty() || other.isEmpty()) {
                return one.or(() -> other);
            }
            return one.get().order < other.get().order ? one : other;
        }

        /** Length of the shortest prefix; nothing is as wide as no block at all. */
        private static int narrowness(List<Cidr> blocks) {
            return blocks.stream().mapToInt(Cidr::prefixLength).min().orElse(-1);
        }
    }

    /** The enabled policies of a profile. */
    private static final class Policies {
        private final String path;
        private final boolean serverEnabled;
        private final boolean clientEnabled;
        private final ServerIndex servers = new ServerIndex();
        private final PortIndex<MatchedPolicy.Client> clients = new PortIndex<>();

        Policies(String path, boolean serverEnabled, boolean clientEnabled) {
            this.path = path;
            this.serverEnabled = serverEnabled;
            this.clientEnabled = clientEnabled;
        }

        Optional<MatchedPolicy> find(InetSocketAddress destination, List<Step> steps) {
            Optional<MatchedPolicy.Server> server = servers.find(destination);
            if (server.isPresent()) {
                steps.add(new Step("Server policy matches", server.get().path(), "yes"));
                return Optional.of(server.get());
            }
            steps.add(miss("Server policy matches", serverEnabled, "sslinsp server"));
            Optional<MatchedPolicy.Client> client = clients.find(destination.getPort());
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
        private final IdentityHashMap<DecryptionPolicy, ExemptDomains> domains = new IdentityHashMap<>();

        Compiler(boolean serverEnabled, boolean clientEnabled) {
            this.serverEnabled = serverEnabled;
            this.clientEnabled = clientEnabled;
        }

        Row row(int order, VirtualSegment virtualSegment) {
            return new Row(
                    order,
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
                        .forEach(policies.servers::add);
            }
            if (clientEnabled) {
                profile.clientPolicies().stream()
                        .filter(policy -> policy.enabled())
                        .map(policy -> new MatchedPolicy.Client(
                                profile.name(),
                                policy,
                                policy.decryptionPolicy().map(this::exempt).orElse(ExemptDomains.NONE)))
                        .forEach(policy -> addClient(policies, policy));
            }
            return policies;
        }

        private static void addClient(Policies policies, MatchedPolicy.Client client) {
            client.policy().clientProxy().detectionPorts().forEach(ports -> policies.clients.add(ports, client));
        }

        private ExemptDomains exempt(DecryptionPolicy policy) {
            return domains.computeIfAbsent(policy, ExemptDomains::new);
        }
    }
}
