package org.bumpwire.proxy.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.relay.ChannelEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands at the end of a pipeline until the relay takes over, for what nobody before it expected.
 *
 * <p>A peer that ends its side early makes Netty read once although reading is off. What that brings is kept here and
 * handed over with the news of the end.
 */
final class Standby extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);

    private final Flow flow;
    private final Queue<Object> kept = new ArrayDeque<>(1);
    private Runnable firstBytes = () -> {};
    private boolean inputEnded;

    Standby(Flow flow) {
        this.flow = flow;
    }

    /** Reads once, and says so when that brings something. */
    void listen(Channel channel, Runnable spoken) {
        firstBytes = spoken;
        channel.read();
    }

    /** Lets those who stand in the pipeline now hear what was kept. */
    void handOver(Channel channel) {
        // Whoever takes over amid the bytes must hear of the end behind them.
        boolean ended = inputEnded;
        inputEnded = false;
        if (!kept.isEmpty()) {
            // Where nobody stands in the pipeline after all, they come back here.
            List<Object> handed = List.copyOf(kept);
            kept.clear();
            handed.forEach(channel.pipeline()::fireChannelRead);
            channel.pipeline().fireChannelReadComplete();
        }
        if (ended) {
            channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            kept.forEach(ReferenceCountUtil::release);
            kept.clear();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        kept.add(message);
        Runnable spoken = firstBytes;
        firstBytes = () -> {};
        spoken.run();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        inputEnded |= event == ChannelInputShutdownEvent.INSTANCE;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("Session {} broke", flow.id(), cause);
            flow.conclude(Reason.INTERNAL_ERROR, "");
        }
        ChannelEnd.reset(ctx.channel());
    }
}
