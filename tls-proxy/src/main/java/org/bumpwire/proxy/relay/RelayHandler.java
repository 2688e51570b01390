package org.bumpwire.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.leg.TlsFailure;
import org.bumpwire.proxy.leg.TlsHandler;
import org.bumpwire.proxy.leg.TlsHandler.CloseNotify;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One side of a relay: takes what comes from its peer and hands it to the other side. */
final class RelayHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RelayHandler.class);

    private final Relay relay;
    private final Side side;
    private final Channel channel;
    private final @Nullable TlsHandler leg;

    private @Nullable RelayHandler opposite;
    private boolean ended;
    private boolean paused;
    private long waiting;
    private long reported;

    RelayHandler(Relay relay, Side side, Relay.End end) {
        this.relay = relay;
        this.side = side;
        channel = end.channel();
        leg = end.leg();
    }

    Channel channel() {
        return channel;
    }

    void join(RelayHandler other) {
        opposite = other;
        channel.pipeline().addLast(this);
    }

    void open() {
        if (leg != null) {
            leg.open();
        }
        if (!paused && channel.isActive()) {
            channel.config().setAutoRead(true);
        }
    }

    /** Whether the peer has ended its direction, properly or not. */
    boolean hasEnded() {
        return ended;
    }

    boolean certificateRequested() {
        return leg != null && leg.certificateRequested();
    }

    void closeNotify() {
        if (leg != null) {
            leg.closeNotify();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        relay.flow().traffic().received(side, bytes.readableBytes());
        if (!relay.passes(side, bytes)) {
            bytes.release();
            return;
        }
        RelayHandler other = other();
        other.forward(bytes);
        if (!other.channel.isWritable()) {
            // One wake-up reads up to 16 times; the other side is not to wait for the last of them.
            flush(other);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush(other());
    }

    /** Sends what came, and reads nothing more while the other side takes nothing more. */
    private void flush(RelayHandler other) {
        other.channel.flush();
        other.report();
        if (!paused && !other.channel.isWritable()) {
            paused = true;
            channel.config().setAutoRead(false);
            if (relay.counted()) {
                relay.stats().backpressurePauses.increment();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        RelayHandler other = other();
        if (other.paused && channel.isWritable() && other.channel.isActive()) {
            other.paused = false;
            other.channel.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == CloseNotify.RECEIVED) {
            ended = true;
            other().closeNotify();
            relay.ended(side);
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded();
        }
    }

    private void inputEnded() {
        boolean first = !ended;
        ended = true;
        if (first && leg != null) {
            relay.truncated(side);
        }
        if (!other().hasEnded()) {
            ChannelEnd.shutdownOutput(other().channel);
        }
        if (first) {
            relay.ended(side);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting = 0;
        report();
        if (other().hasEnded() && !relay.isOver()) {
            // Nothing went to this peer any more, so that its FIN closed the channel.
            inputEnded();
        }
        relay.closed(side);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TlsFailure failure) {
            relay.broken(side, failure);
        } else {
            if (!(cause instanceof IOException)) {
                LOG.error("Relay of session {} broke", relay.flow().id(), cause);
            }
            relay.reset(side);
        }
    }

    private void forward(ByteBuf bytes) {
        int length = bytes.readableBytes();
        waiting += length;
        channel.write(bytes).addListener(new Sent(length));
    }

    /**
     * Hears what became of a write. No lambda: code of the quick compiler calls into the JVM to make one that holds
     * something, and there is one for each record.
     */
    private final class Sent implements ChannelFutureListener {
        private final int length;

        Sent(int length) {
            this.length = length;
        }

        @Override
        public void operationComplete(ChannelFuture written) {
            if (channel.isActive()) {
                waiting -= length;
                if (reported > 0) {
                    report();
                }
            }
            if (written.isSuccess()) {
                relay.flow().traffic().sent(side, length);
            }
        }
    }

    /** Brings the device's gauge up to date; most writes are through by then and cost it nothing. */
    private void report() {
        if (relay.counted() && waiting != reported) {
            relay.stats().bufferedBytes.add(waiting - reported);
            reported = waiting;
        }
    }

    private RelayHandler other() {
        if (opposite == null) {
            throw new IllegalStateException("Side has not been joined");
        }
        return opposite;
    }
}
