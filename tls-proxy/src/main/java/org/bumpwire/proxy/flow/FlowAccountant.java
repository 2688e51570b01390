package org.bumpwire.proxy.flow;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.journal.IpsRecord;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalRecord;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.journal.SystemRecord;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.stats.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books: adds facts to a flow and counts them, and when a flow ends writes its record, exactly once.
 *
 * <p>Each method is called on the flow's own event loop.
 */
public final class FlowAccountant {
    private final ProxyStats stats;
    private final FlowTable table;
    private final Journal journal;
    private final Clock clock;
    private final ConnectionLimit limit;
    private final MatchedPolicy.Cases<Counter> kindCounter = new MatchedPolicy.Cases<>() {
        @Override
        public Counter server(MatchedPolicy.Server policy) {
            return stats.ssl().connServerProxy;
        }

        @Override
        public Counter client(MatchedPolicy.Client policy) {
            return stats.ssl().connClientProxy;
        }
    };
    private volatile int maxConnections;

    public FlowAccountant(ProxyStats stats, FlowTable table, Journal journal, Clock clock) {
        this.stats = stats;
        this.table = table;
        this.journal = journal;
        this.clock = clock;
        limit = new ConnectionLimit(this::systemRecord);
    }

    /** Tells the operator of something that the device has done by itself. */
    public void notice(String sentence) {
        systemRecord(Severity.NOTICE, sentence);
    }

    private void systemRecord(Severity severity, String message) {
        journal.append(new SystemRecord(nanosSince1970(), severity, "sslInspection", message));
    }

    /** Takes note of the limit in the running configuration. */
    public void limit(int connections) {
        maxConnections = connections;
        stats.ssl().limit(connections);
    }

    /** A client's connection was accepted. */
    public Flow open(String segment, InetSocketAddress source, long revision) {
        return table.open(segment, source, revision);
    }

    /** It is known which policy governs the flow, if any. */
    public void matched(Flow flow, PolicyMatch match) {
        flow.matched(match);
        match.policy().ifPresent(policy -> countMatch(flow, policy));
    }

    private void countMatch(Flow flow, MatchedPolicy policy) {
        stats.ssl().connTotal.increment();
        stats.ssl().connActive.increment();
        stats.tcp().matched.increment();
        stats.tcp().active.increment();
        flow.traffic().countInto(stats.ssl());
        policy.match(kindCounter).increment();
    }

    /** The client has said what it offers. */
    public void heard(Flow flow, ClientHello hello) {
        flow.heard(hello);
        if (hello.fragmented() && flow.policy().isPresent()) {
            stats.protocol().helloFragmented.increment();
        }
    }

    /** Takes one of the places under inspection for the flow, until it closes; false if none is free. */
    public boolean takeSlot(Flow flow, SslInspection settings) {
        if (!limit.take(settings.maxConnections(), settings.overLimit())) {
            return false;
        }
        flow.takeSlot();
        return true;
    }

    /** It is settled what is to become of the flow; what its server shows can make an inspection something else. */
    public void decided(Flow flow, Decision decision) {
        boolean first = flow.decision().isEmpty();
        flow.decided(decision);
        if (flow.policy().isEmpty()) {
            return;
        }
        boolean tunnelled = decision.reason()
                .map(Reason::disposition)
                .filter(Disposition::leftEncrypted)
                .isPresent();
        if (first && (tunnelled || decision.decrypts())) {
            stats.tcp().accepted.increment();
        }
        if (tunnelled) {
            stats.tcp().tunnelledFlows.increment();
            flow.traffic().countTunnelled(stats.tcp().tunnelledBytes);
            giveSlotBack(flow);
        }
    }

    private void giveSlotBack(Flow flow) {
        if (flow.giveSlotBack()) {
            limit.giveBack(maxConnections);
        }
    }

    /** A TCP connection to the server was begun. */
    public void connecting(Flow flow) {
        if (flow.policy().isPresent()) {
            stats.tcp().upstreamConnects.increment();
        }
    }

    /** The TCP connection to the server stands. */
    public void connected(Flow flow) {
        if (flow.policy().isPresent() && flow.reach()) {
            stats.tcp().established.increment();
        }
    }

    /** A server asked for a client certificate. */
    public void certificateRequested() {
        stats.protocol().serverCertRequest.increment();
    }

    /** A leg's handshake succeeded. */
    public void settled(Flow flow, Side side, LegParameters parameters) {
        flow.settled(side, parameters);
        stats.protocol().leg(side).countHandshake(parameters);
        if (side == Side.CLIENT) {
            stats.protocol().countAlpn(parameters.alpn());
        }
    }

    /** A filter found its pattern in what came from a side; one that blocks concludes the flow. */
    public void filterMatched(Flow flow, String ipsProfile, IpsFilter filter, Side from) {
        boolean blocks = filter.action() == IpsFilter.Action.BLOCK;
        if (blocks) {
            flow.conclude(Reason.BLOCK_FILTER, "Filter '%s' of IPS profile '%s'".formatted(filter.name(), ipsProfile));
        } else {
            stats.ssl().ipsAlerts.increment();
        }
        journalled(new IpsRecord(
                nanosSince1970(),
                blocks,
                filter.name(),
                ipsProfile,
                severity(filter),
                flow.id(),
                flow.segment(),
                virtualSegment(flow),
                address(flow.source()),
                flow.destination(),
                flow.sni(),
                from == Side.CLIENT ? "client-to-server" : "server-to-client",
                true,
                flow.http().journalled()));
    }

    /** A TCP reset was sent because the session was blocked. */
    public void resetSent(Side to) {
        (to == Side.CLIENT ? stats.ssl().resetsToClient : stats.ssl().resetsToServer).increment();
    }

    /** The flow has ended: it leaves the table, is counted and journalled. Does nothing the second time. */
    public void close(Flow flow) {
        if (!flow.close()) {
            return;
        }
        Outcome outcome = flow.outcome();
        giveSlotBack(flow);
        Optional<MatchedPolicy> policy = flow.policy();
        if (policy.isPresent()) {
            countOutcome(outcome);
            if (policy.get().logging() || alwaysJournalled(outcome)) {
                journalled(record(flow, outcome));
            }
        } else {
            outcome.reason().filter(Reason::beforeMatch).ifPresent(reason -> {
                stats.tcp().of(reason).increment();
                journalled(record(flow, outcome));
            });
        }
        table.close(flow);
    }

    private void countOutcome(Outcome outcome) {
        stats.ssl().of(outcome.disposition()).increment();
        outcome.reason().ifPresent(this::countReason);
        stats.ssl().connActive.decrement();
        stats.tcp().active.decrement();
        stats.tcp().closed.increment();
    }

    private void countReason(Reason reason) {
        if (reason.counted()) {
            stats.ssl().of(reason).increment();
        }
        ReasonEffects.count(reason, stats);
    }

    /** Operators can turn off the records of sessions that went as they should, and of no others. */
    private static boolean alwaysJournalled(Outcome outcome) {
        return switch (outcome.disposition()) {
            case INSPECTED, DECRYPTED_NOT_INSPECTED -> outcome.severity().compareTo(Severity.WARNING) <= 0;
            case NOT_DECRYPTED, BYPASSED, BLOCKED, REFUSED, FAILED -> true;
        };
    }

    private void journalled(JournalRecord record) {
        boolean kept = journal.append(record);
        (kept ? stats.ssl().journalAppended : stats.ssl().journalDropped).increment();
    }

    private SslInspectionRecord record(Flow flow, Outcome outcome) {
        Optional<MatchedPolicy> policy = flow.policy();
        ServerCertificate server = flow.serverCertificate();
        Traffic traffic = flow.traffic();
        return new SslInspectionRecord(
                nanosSince1970(),
                flow.id(),
                policy.map(MatchedPolicy::direction).orElse(""),
                outcome.severity(),
                outcome.disposition().logWording(),
                outcome.reason().map(Reason::code).orElse(""),
                outcome.details(),
                flow.segment(),
                virtualSegment(flow),
                policy.map(MatchedPolicy::profileName).orElse(""),
                policy.map(MatchedPolicy::name).orElse(""),
                policy.map(MatchedPolicy::proxyName).orElse(""),
                flow.presentedCertificate(),
                leg(flow, Side.CLIENT),
                leg(flow, Side.SERVER),
                address(flow.source()),
                flow.destination(),
                flow.sni(),
                server.subject(),
                server.fingerprint(),
                server.issuer(),
                flow.http().journalled(),
                traffic.receivedFrom(Side.CLIENT),
                traffic.sentTo(Side.CLIENT),
                traffic.receivedFrom(Side.SERVER),
                traffic.sentTo(Side.SERVER),
                flow.age().toNanos(),
                flow.revision());
    }

    private static SslInspectionRecord.@Nullable Leg leg(Flow flow, Side side) {
        return flow.leg(side).map(LegParameters::journalled).orElse(null);
    }

    private static String virtualSegment(Flow flow) {
        return flow.match()
                .flatMap(PolicyMatch::virtualSegment)
                .map(VirtualSegment::name)
                .orElse("");
    }

    private static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static Severity severity(IpsFilter filter) {
        return switch (filter.severity()) {
            case "critical" -> Severity.CRITICAL;
            case "major" -> Severity.ERROR;
            case "minor" -> Severity.WARNING;
            default -> Severity.NOTICE;
        };
    }

    private long nanosSince1970() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
