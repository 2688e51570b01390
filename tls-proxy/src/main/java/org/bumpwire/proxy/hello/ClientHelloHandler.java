package org.bumpwire.proxy.hello;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the ClientHello, reports it once, and holds all bytes back until it is removed.
 *
 * <p>The bytes stay in its buffer, at most one ClientHello and what came with its last segment: after its report it
 * reads no more. On removal Netty hands them to whatever handler stands behind, so that the TLS engine or the raw
 * tunnel sees the connection from its first byte.
 */
public final class ClientHelloHandler extends ByteToMessageDecoder {
    private final ClientHelloParser parser = new ClientHelloParser();
    private final Listener listener;
    private final Duration timeout;

    private @Nullable ScheduledFuture<?> timer;
    private boolean reported;

    public ClientHelloHandler(Duration timeout, Listener listener) {
        this.timeout = timeout;
        this.listener = listener;
    }

    /** Told, on the event loop, what came of the wait; exactly one method is called, once. */
    public interface Listener {
        void helloRead(ClientHello hello);

        /** The client sent something else. */
        void helloRefused(HelloException cause);

        /** The client sent no whole ClientHello in time; {@code begun} where it sent a part. */
        void helloTimedOut(boolean begun);

        /** The client closed the connection, or its half of it, before a whole ClientHello. */
        void helloAbandoned(boolean begun);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor().schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (reported) {
            return;
        }
        try {
            Optional<ClientHello> hello = parser.peek(in);
            if (hello.isPresent()) {
                settle();
                // The listener decides when to go on; until then TCP holds the client back.
                ctx.channel().config().setAutoRead(false);
                listener.helloRead(hello.get());
            }
        } catch (HelloException e) {
            settle();
            ctx.channel().config().setAutoRead(false);
            listener.helloRefused(e);
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!reported && in.isReadable()) {
            decode(ctx, in, out);
        }
        if (!reported) {
            settle();
            listener.helloAbandoned(in.isReadable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (reported) {
            // The decoder would drop what it holds for the handler behind.
            ctx.fireUserEventTriggered(event);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        settle();
    }

    private void expire() {
        if (!reported) {
            settle();
            listener.helloTimedOut(actualReadableBytes() > 0);
        }
    }

    private void settle() {
        reported = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
