package org.bumpwire.proxy.flow;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The flows that are open now; safe for any thread. */
public final class FlowTable {
    private static final Instant NUMBERING_SINCE = Instant.parse("2026-01-01T00:00:00Z");

    /** More than the device can accept in a second, so that numbers never meet those of an earlier start. */
    private static final long NUMBERS_A_SECOND = 100_000;

    private final Map<Long, Flow> flows = new ConcurrentHashMap<>();
    private final AtomicLong nextId;

    public FlowTable(Clock clock) {
        long seconds = Math.max(0, clock.instant().getEpochSecond() - NUMBERING_SINCE.getEpochSecond());
        nextId = new AtomicLong(seconds * NUMBERS_A_SECOND + 1);
    }

    Flow open(String segment, InetSocketAddress source, long revision) {
        Flow flow = new Flow(nextId.getAndIncrement(), segment, source, revision);
        flows.put(flow.id(), flow);
        return flow;
    }

    void close(Flow flow) {
        flows.remove(flow.id());
    }

    public int size() {
        return flows.size();
    }

    public Optional<Flow> flow(long id) {
        return Optional.ofNullable(flows.get(id));
    }

    /** Oldest first. */
    public List<Flow> flows() {
        return flows.values().stream()
                .sorted(Comparator.comparingLong(Flow::id))
                .toList();
    }
}
