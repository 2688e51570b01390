package org.bumpwire.proxy.flow;

import java.util.EnumMap;
import java.util.Map;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.stats.Counter;
import org.bumpwire.stats.CounterGroup;
import org.bumpwire.stats.Gauge;
import org.bumpwire.stats.Reading;

/** The counters behind {@code debug np stats show npTcpProxyStats}: TCP that matched a profile, below TLS. */
public final class TcpProxyStats extends CounterGroup {
    public final Counter matched = counter("matched", "TCP connections that matched a policy of a profile");
    public final Counter accepted =
            counter("accepted", "Matched connections that were let through to a server or into inspection");
    public final Counter established = counter("established", "Matched connections whose server was reached");
    public final Counter closed = counter("closed", "Matched connections that have ended");
    public final Gauge active = gauge("active", "Matched connections that are open now");
    public final Reading peak = peak(active, "peak", "Most matched connections that were open at once");
    public final Counter upstreamConnects = counter("upstreamConnects", "TCP connections begun to servers");
    public final Counter upstreamRefused = counter("upstreamRefused", "TCP connections that servers refused");
    public final Counter upstreamTimeout =
            counter("upstreamTimeout", "TCP connections that servers did not answer in time");
    public final Counter resetByClient = counter("resetByClient", "Connections that clients reset");
    public final Counter resetByServer = counter("resetByServer", "Connections that servers reset");
    public final Counter idleTimeout = counter("idleTimeout", "Connections closed because nothing was sent");
    public final Counter halfClosedByClient =
            counter("halfClosedByClient", "Connections on which the client ended first and went on receiving");
    public final Counter halfClosedByServer =
            counter("halfClosedByServer", "Connections on which the server ended first and went on receiving");
    public final Counter backpressurePauses =
            counter("backpressurePauses", "Times that reading stopped because the other side was slower");
    public final Gauge bufferedBytes = gauge("bufferedBytes", "Bytes that wait in the device for a slower side");
    public final Reading bufferedPeak = peak(bufferedBytes, "bufferedPeak", "Most bytes that waited at once");
    public final Counter tunnelledFlows =
            counter("tunnelledFlows", "Matched connections copied as they were, without decryption");
    public final Counter tunnelledBytes = counter("tunnelledBytes", "Bytes copied in them, both ways");
    public final Counter acceptRejected =
            counter("acceptRejected", "Connections closed at once because the device had no room for them");

    private final Map<Reason, Counter> beforeMatch = new EnumMap<>(Reason.class);

    {
        for (Reason reason : Reason.values()) {
            if (reason.beforeMatch()) {
                beforeMatch.put(reason, counter(reason.code(), reason.help()));
            }
        }
    }

    public TcpProxyStats() {
        super("npTcpProxyStats", "TCP connections that matched a profile");
        addUp(matched, closed);
    }

    /** The counter of a reason that is {@link Reason#beforeMatch}. */
    public Counter of(Reason reason) {
        Counter counter = beforeMatch.get(reason);
        if (counter == null) {
            throw new IllegalArgumentException("%s is not counted here".formatted(reason));
        }
        return counter;
    }
}
