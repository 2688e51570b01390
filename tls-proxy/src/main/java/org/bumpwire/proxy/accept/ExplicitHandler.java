package org.bumpwire.proxy.accept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bumpwire.proxy.policy.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Hears what an explicit proxy's client asks for, tells the visitor, gives the client its answer, and leaves.
 *
 * <p>What follows the request waits in its buffer, at most one read, until the answer is given.
 */
// A client that is gone does not miss its answer.
@SuppressWarnings("FutureReturnValueIgnored")
final class ExplicitHandler extends ByteToMessageDecoder implements RequestAnswer {
    private final Visitor visitor;
    private final Duration timeout;

    private @Nullable ChannelHandlerContext context;
    private @Nullable RequestProtocol protocol;
    private @Nullable ScheduledFuture<?> timer;
    private boolean settled;

    ExplicitHandler(Visitor visitor, Duration timeout) {
        this.visitor = visitor;
        this.timeout = timeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        timer = ctx.executor().schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        settle();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (settled) {
            return;
        }
        RequestProtocol spoken = spokenIn(in);
        StringBuilder reply = new StringBuilder();
        try {
            Optional<ProxyRequest> request = spoken.read(in, reply);
            send(ctx, reply.toString());
            if (request.isPresent()) {
                settle();
                ctx.channel().config().setAutoRead(false);
                visitor.asked(request.get().host(), request.get().port(), this);
            }
        } catch (RequestException e) {
            in.skipBytes(in.readableBytes());
            lose(ctx, Reason.REQUEST_MALFORMED, e.getMessage(), reply + e.answer());
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!settled) {
            in.skipBytes(in.readableBytes());
            lose(ctx, Reason.REQUEST_MALFORMED, "Client left before its request was whole", "");
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (settled) {
            // The decoder would drop what it holds for the handler behind.
            ctx.fireUserEventTriggered(event);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void give(Result result) {
        ChannelHandlerContext ctx = context;
        RequestProtocol spoken = protocol;
        if (ctx == null || spoken == null || ctx.isRemoved()) {
            return;
        }
        ByteBuf answer = Unpooled.copiedBuffer(spoken.answer(result), ISO_8859_1);
        if (result == Result.ESTABLISHED) {
            ctx.writeAndFlush(answer);
            ctx.pipeline().remove(this);
        } else {
            ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private RequestProtocol spokenIn(ByteBuf in) {
        if (protocol == null) {
            protocol = in.getUnsignedByte(in.readerIndex()) == Socks5.VERSION ? new Socks5() : new HttpConnect();
        }
        return protocol;
    }

    private void expire() {
        if (!settled && context != null) {
            lose(context, Reason.REQUEST_TIMEOUT, "", protocol == null ? "" : protocol.tooLate());
        }
    }

    private void lose(ChannelHandlerContext ctx, Reason reason, @Nullable String details, String lastWords) {
        settle();
        visitor.lost(reason, details == null ? "" : details);
        ctx.writeAndFlush(Unpooled.copiedBuffer(lastWords, ISO_8859_1)).addListener(ChannelFutureListener.CLOSE);
    }

    private static void send(ChannelHandlerContext ctx, String reply) {
        if (!reply.isEmpty()) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(reply, ISO_8859_1));
        }
    }

    private void settle() {
        settled = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
