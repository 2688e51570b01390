package org.bumpwire.proxy.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.bumpwire.proxy.flow.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Connects a flow to the first of its server's addresses that answers, one after the other.
 *
 * <p>Everything here runs on the flow's event loop.
 */
final class Dial {
    private final UpstreamConnector connector;
    private final EventLoop loop;
    private final Flow flow;
    private final Duration timeout;
    private final Queue<InetSocketAddress> untried;
    private @Nullable ChannelFuture attempt;
    private boolean abandoned;

    /** The timeout is that of each address. */
    Dial(UpstreamConnector connector, EventLoop loop, Flow flow, Duration timeout, List<InetSocketAddress> addresses) {
        this.connector = connector;
        this.loop = loop;
        this.flow = flow;
        this.timeout = timeout;
        untried = new ArrayDeque<>(addresses);
    }

    void start(Listener listener) {
        InetSocketAddress address = untried.remove();
        ChannelFuture connect;
        try {
            connect = connector.connect(loop, address, timeout, new Standby(flow));
        } catch (ChannelException e) {
            listener.notConnected(e);
            return;
        }
        attempt = connect;
        var unused = connect.addListener(done -> {
            attempt = null;
            if (done.isSuccess()) {
                listener.connected(connect.channel(), address);
            } else if (abandoned || untried.isEmpty()) {
                listener.notConnected(done.cause());
            } else {
                start(listener);
            }
        });
    }

    boolean isUnderWay() {
        return attempt != null;
    }

    void abandon() {
        abandoned = true;
        if (attempt != null) {
            attempt.cancel(false);
        }
    }

    /** Hears once how it went. */
    interface Listener {
        void connected(Channel server, InetSocketAddress address);

        /** The cause is that of the last address that was tried. */
        void notConnected(Throwable cause);
    }
}
