package org.bumpwire.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.flow.ProxyStats;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.flow.TcpProxyStats;
import org.bumpwire.proxy.inspect.Inspector;
import org.bumpwire.proxy.inspect.Verdict;
import org.bumpwire.proxy.leg.TlsFailure;
import org.bumpwire.proxy.leg.TlsHandler;
import org.bumpwire.proxy.policy.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the two sides of a flow: forwards verbatim what its inspector passes, holds one side back while the other is
 * slower, and passes each way of ending on to the other side as it came.
 *
 * <p>What waits for a slow side is bounded by the channel's high water mark and one read. Both channels must be on one
 * event loop, on which everything here runs.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Flow flow;
    private final FlowAccountant accountant;
    private final TcpProxyStats stats;
    private final Inspector inspector;
    private final Duration idle;
    private final RelayHandler client;
    private final RelayHandler server;
    private final boolean counted;

    private @Nullable ScheduledFuture<?> idleTimer;
    private long lastActivity = System.nanoTime();
    private boolean halfClosed;
    private boolean over;

    /**
     * @param client its channel, and its TLS leg where the flow is decrypted
     * @param server the same
     */
    public Relay(
            Flow flow,
            FlowAccountant accountant,
            ProxyStats stats,
            Inspector inspector,
            Duration idle,
            End client,
            End server) {
        this.flow = flow;
        this.accountant = accountant;
        this.stats = stats.tcp();
        this.inspector = inspector;
        this.idle = idle;
        this.client = new RelayHandler(this, Side.CLIENT, client);
        this.server = new RelayHandler(this, Side.SERVER, server);
        counted = flow.policy().isPresent();
    }

    /** One side's connection; {@code leg} only where it is decrypted. */
    public record End(Channel channel, @Nullable TlsHandler leg) {}

    /** Takes its place at the end of both pipelines. */
    public void join() {
        client.join(server);
        server.join(client);
    }

    /** Lets bytes flow. */
    public void start() {
        EventLoop loop = client.channel().eventLoop();
        idleTimer = loop.schedule(this::checkIdle, idle.toNanos(), TimeUnit.NANOSECONDS);
        server.open();
        client.open();
    }

    Flow flow() {
        return flow;
    }

    TcpProxyStats stats() {
        return stats;
    }

    /** Whether a policy governs the flow, so that the device's counters take part. */
    boolean counted() {
        return counted;
    }

    /** Asks the inspector; false when the flow has been ended and the bytes must not be forwarded. */
    boolean passes(Side from, ByteBuf clearText) {
        lastActivity = System.nanoTime();
        try {
            return passes(inspector.inspect(from, clearText));
        } catch (RuntimeException e) {
            return inspectorBroke(e);
        }
    }

    private boolean passes(Verdict verdict) {
        return verdict.match(new Verdict.Cases<>() {
            @Override
            public Boolean pass(Verdict.Pass pass) {
                return true;
            }

            @Override
            public Boolean block(Verdict.Block block) {
                flow.conclude(
                        Reason.BLOCK_FILTER,
                        "Filter '%s'".formatted(block.filter().name()));
                end(block.reset());
                return false;
            }
        });
    }

    /** Bytes that could not be looked at are not forwarded. */
    private boolean inspectorBroke(RuntimeException cause) {
        LOG.error("Inspector of session {} broke", flow.id(), cause);
        flow.conclude(Reason.INTERNAL_ERROR, "Inspector broke");
        end(false);
        return false;
    }

    /** Whether both connections have been ended, one way or the other. */
    boolean isOver() {
        return over;
    }

    /** A side has sent its last byte, and where it is decrypted has said so. */
    void ended(Side from) {
        RelayHandler other = handler(from.other());
        boolean passed;
        try {
            passed = passes(inspector.ended(from));
        } catch (RuntimeException e) {
            passed = inspectorBroke(e);
        }
        if (!passed) {
            return;
        }
        if (other.hasEnded()) {
            finish();
        } else if (!halfClosed) {
            halfClosed = true;
            if (counted) {
                (from == Side.CLIENT ? stats.halfClosedByClient : stats.halfClosedByServer).increment();
            }
        }
    }

    /** A decrypted side was cut off; the other one is shown the same. */
    void truncated(Side from) {
        if (!handler(from.other()).hasEnded()) {
            flow.conclude(Reason.TRUNCATED, "The %s left without close_notify".formatted(from.word()));
        }
    }

    /** A side's connection broke. */
    void reset(Side by) {
        if (over) {
            return;
        }
        over = true;
        RelayHandler broken = handler(by);
        RelayHandler other = handler(by.other());
        boolean wasWhole = broken.hasEnded();
        if (counted && !wasWhole) {
            (by == Side.CLIENT ? stats.resetByClient : stats.resetByServer).increment();
        }
        ChannelEnd.reset(broken.channel());
        if (wasWhole) {
            ChannelEnd.close(other.channel());
        } else {
            ChannelEnd.reset(other.channel());
        }
    }

    /** A leg's TLS broke after its handshake: what follows cannot be read, so the other side sees a truncation. */
    void broken(Side by, TlsFailure cause) {
        boolean wantedCertificate = by == Side.SERVER && handler(by).certificateRequested();
        flow.conclude(
                wantedCertificate ? Reason.SERVER_CERTIFICATE_REQUEST : Reason.TRUNCATED,
                "On the %s leg after the handshake: %s".formatted(by.word(), cause.getMessage()));
        finish();
    }

    /** Sends what is waiting on both sides and closes them. */
    private void finish() {
        if (!over) {
            over = true;
            ChannelEnd.close(client.channel());
            ChannelEnd.close(server.channel());
        }
    }

    /** Ends a blocked flow at once, with nothing of what was waiting. */
    private void end(boolean reset) {
        if (over) {
            return;
        }
        over = true;
        end(client, reset || flow.policy().map(p -> p.resetsClient()).orElse(false), Side.CLIENT);
        end(server, reset || flow.policy().map(p -> p.resetsServer()).orElse(false), Side.SERVER);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void end(RelayHandler side, boolean reset, Side name) {
        if (reset) {
            accountant.resetSent(name);
            ChannelEnd.reset(side.channel());
        } else {
            side.channel().close();
        }
    }

    private void checkIdle() {
        long left = idle.toNanos() - (System.nanoTime() - lastActivity);
        if (over) {
            return;
        }
        if (left > 0) {
            idleTimer = client.channel().eventLoop().schedule(this::checkIdle, left, TimeUnit.NANOSECONDS);
            return;
        }
        flow.conclude(Reason.IDLE_TIMEOUT, "");
        if (counted && !flow.outcome().reason().equals(Optional.of(Reason.IDLE_TIMEOUT))) {
            stats.idleTimeout.increment();
        }
        client.closeNotify();
        server.closeNotify();
        finish();
    }

    /** A channel is gone. */
    void closed(Side side) {
        if (idleTimer != null) {
            idleTimer.cancel(false);
        }
        reset(side);
    }

    private RelayHandler handler(Side side) {
        return side == Side.CLIENT ? client : server;
    }
}
