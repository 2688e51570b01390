package org.bumpwire.proxy.pipeline;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.relay.ChannelEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands at the end of a pipeline until the relay takes over, for what nobody before it expected. */
final class Standby extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);

    private final Flow flow;

    Standby(Flow flow) {
        this.flow = flow;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // Whoever must know has seen it.
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
