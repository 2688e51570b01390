package org.bumpwire.proxy.accept;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that the kernel could not accept a connection, such as for want of file descriptors, and says so at most once a
 * minute. Netty has then stopped accepting for a second, after which it tries again.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String segment;
    private long lastSaid = System.nanoTime() - QUIET_NANOS;

    AcceptFailures(String segment) {
        this.segment = segment;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        long now = System.nanoTime();
        if (now - lastSaid >= QUIET_NANOS) {
            lastSaid = now;
            LOG.warn("Segment '{}' cannot accept connections: {}", segment, cause.getMessage());
        }
    }
}
