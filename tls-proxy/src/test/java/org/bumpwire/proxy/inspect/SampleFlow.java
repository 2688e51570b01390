package org.bumpwire.proxy.inspect;

import static org.bumpwire.proxy.policy.SampleConfig.address;
import static org.bumpwire.proxy.policy.SampleConfig.client;
import static org.bumpwire.proxy.policy.SampleConfig.profile;
import static org.bumpwire.proxy.policy.SampleConfig.virtualSegment;
import static org.bumpwire.proxy.policy.SampleConfig.withIps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.journal.IpsRecord;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.flow.FlowTable;
import org.bumpwire.proxy.flow.ProxyStats;
import org.bumpwire.proxy.flow.RecordingJournal;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.PolicyTable;
import org.bumpwire.proxy.policy.SampleConfig;
import org.bumpwire.stats.StatsRegistry;

/** A flow under client inspection with the inspectors that its configuration gives it. */
final class SampleFlow {
    private final RecordingJournal journal = new RecordingJournal();
    private final FlowAccountant accountant = new FlowAccountant(
            ProxyStats.registeredIn(new StatsRegistry()), new FlowTable(Clock.systemUTC()), journal, Clock.systemUTC());
    private final Flow flow = accountant.open("lan", new InetSocketAddress(address("192.0.2.1"), 50_000), 1);
    private final Inspector inspector;

    SampleFlow(IpsProfile ips) {
        VirtualSegment all = virtualSegment(
                "all", Set.of(), List.of(), List.of(), Optional.of(profile(List.of(), List.of(client("out", 443)))));
        PolicyMatch match = PolicyTable.compile(
                        new SampleConfig().virtualSegment(withIps(all, ips)).build())
                .match("lan", address("192.0.2.1"), new InetSocketAddress(address("198.51.100.1"), 443));
        accountant.matched(flow, match);
        inspector = new InspectorFactory(List.of(ips), accountant)
                .inspectors(flow, match.policy().orElseThrow());
    }

    Flow flow() {
        return flow;
    }

    Verdict sends(Side side, String text) {
        return sends(side, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    Verdict sends(Side side, ByteBuf bytes) {
        int readable = bytes.readableBytes();
        Verdict verdict = inspector.inspect(side, bytes);
        if (bytes.readableBytes() != readable) {
            throw new AssertionError("The inspector moved the caller's indices");
        }
        bytes.release();
        return verdict;
    }

    /** One byte at a time, until a veto. */
    Verdict trickles(Side side, String text) {
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            Verdict verdict = sends(side, Unpooled.wrappedBuffer(new byte[] {value}));
            if (verdict.blocks()) {
                return verdict;
            }
        }
        return Verdict.pass();
    }

    List<IpsRecord> ipsRecords() {
        return journal.records(IpsRecord.class);
    }
}
