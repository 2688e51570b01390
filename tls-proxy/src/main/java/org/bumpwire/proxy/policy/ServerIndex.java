package org.bumpwire.proxy.policy;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.PortRange;
import org.jspecify.annotations.Nullable;

/** Server policies under addresses and ports, found at the same cost however many share an address. */
final class ServerIndex {
    private final AddressIndex<PortIndex<Ranked>> blocks = new AddressIndex<>();
    private final Map<Cidr, PortIndex<Ranked>> portsOf = new HashMap<>();
    private int size;

    void add(MatchedPolicy.Server policy) {
        Ranked ranked = new Ranked(size++, policy);
        for (Cidr block : policy.policy().server().addresses()) {
            PortIndex<Ranked> ports = portsOf.computeIfAbsent(block, this::added);
            for (PortRange range : policy.policy().server().detectionPorts()) {
                ports.add(range, ranked);
            }
        }
    }

    /** The policy that was added first of those that cover a destination. */
    Optional<MatchedPolicy.Server> find(InetSocketAddress destination) {
        @Nullable Ranked first = null;
        for (PortIndex<Ranked> ports : blocks.all(destination.getAddress())) {
            Optional<Ranked> found = ports.find(destination.getPort());
            if (found.isPresent() && (first == null || found.get().rank < first.rank)) {
                first = found.get();
            }
        }
        return first == null ? Optional.empty() : Optional.of(first.policy);
    }

    private PortIndex<Ranked> added(Cidr block) {
        PortIndex<Ranked> ports = new PortIndex<>();
        blocks.add(block, ports);
        return ports;
    }

    private record Ranked(int rank, MatchedPolicy.Server policy) {}
}
