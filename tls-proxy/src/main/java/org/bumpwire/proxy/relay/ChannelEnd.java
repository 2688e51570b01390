package org.bumpwire.proxy.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/** The ways in which a TCP connection can end. */
// Whoever ends a connection has nothing left to do when that is done or fails.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ChannelEnd {
    private ChannelEnd() {}

    /** Sends what is waiting, then FIN, and lets go. */
    public static void close(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Drops what is waiting and sends RST. */
    public static void reset(Channel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }

    /** Sends what is waiting, then FIN, and goes on receiving. */
    static void shutdownOutput(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (channel.isActive()) {
                ((DuplexChannel) channel).shutdownOutput();
            }
        });
    }
}
