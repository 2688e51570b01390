package org.bumpwire.proxy.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The ways in which a TCP connection can end. */
// Whoever ends a connection has nothing left to do when that is done or fails.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ChannelEnd {
    /** How long a peer has for taking what is still waiting for it. */
    private static final long LINGER_SECONDS = 10;

    /** How long a peer has for closing after it was told why it is turned away. */
    private static final long LAST_WORDS_SECONDS = 2;

    private ChannelEnd() {}

    /** Sends what is waiting, then FIN, and lets go. */
    public static void close(Channel channel) {
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        if (channel.isOpen()) {
            closeWithin(channel, LINGER_SECONDS);
        }
    }

    /** Drops what is waiting and sends RST. */
    public static void reset(Channel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }

    /**
     * Sends a last message, then FIN, and lets go once the peer has closed as well: a socket that is closed with input
     * unread sends RST, which takes the message with it.
     */
    public static void closeAfter(Channel channel, byte[] message) {
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        channel.pipeline().addFirst(new Discard());
        channel.writeAndFlush(Unpooled.wrappedBuffer(message)).addListener(written -> {
            if (channel.isActive()) {
                ((DuplexChannel) channel).shutdownOutput();
            }
        });
        channel.config().setAutoRead(true);
        closeWithin(channel, LAST_WORDS_SECONDS);
    }

    /**
     * Sends what is waiting, then FIN, and goes on receiving until the peer's FIN, with which the channel closes.
     *
     * <p>Netty would shut the input down first, which the kernel refuses by then.
     */
    static void shutdownOutput(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (channel.isActive()) {
                channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
                // What might still be written fails, and must not take along what is still to be received.
                channel.config().setAutoClose(false);
                sendFin((UnixChannel) channel);
            }
        });
    }

    /** Past Netty, which would make an exception for the writes that are not there; that costs more than all the rest. */
    private static void sendFin(UnixChannel channel) {
        try {
            new Socket(channel.fd().intValue()).shutdown(false, true);
        } catch (IOException e) {
            // The connection is broken, which the event loop hears of as well.
        }
    }

    private static void closeWithin(Channel channel, long seconds) {
        var timer = channel.eventLoop().schedule(() -> channel.close(), seconds, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }

    /** Drops what a peer sends that has been turned away. */
    private static final class Discard extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                ctx.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
