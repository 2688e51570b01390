package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bumpwire.proxy.flow.LegParameters;
import org.jspecify.annotations.Nullable;

/**
 * One TLS leg in a pipeline: shakes hands, tells its listener, and from {@link #open} on decrypts what comes and
 * encrypts what goes.
 *
 * <p>Unlike a plain socket the leg ends in two ways: a {@link CloseNotify} event says that the peer ended it properly;
 * a {@code ChannelInputShutdownEvent} without one before says that it was cut off. Both leave the other direction open.
 * While the handshake waits for its listener, and until it is opened, it stops reading, so that it keeps at most what
 * one read brought.
 */
// What becomes of a write is told to its promise.
@SuppressWarnings("FutureReturnValueIgnored")
public final class TlsHandler extends ChannelDuplexHandler {
    /** Most clear text in one buffer. */
    private static final int MAX_CLEAR = 65_536;

    private final Function<ByteBufAllocator, TlsConnection> connecting;
    private final Duration timeout;
    private final Listener listener;

    private final HandshakeProgress handshake = new HandshakeProgress();
    private final HeldBytes held = new HeldBytes();
    private State state = State.HANDSHAKE;
    private @Nullable TlsConnection connection;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timer;
    private boolean inputEnded;

    TlsHandler(Function<ByteBufAllocator, TlsConnection> connecting, Duration timeout, Listener listener) {
        this.connecting = connecting;
        this.timeout = timeout;
        this.listener = listener;
    }

    private enum State {
        HANDSHAKE,
        WORKING,
        AWAITING_VERDICT,
        READY,
        OPEN,
        PEER_ENDED,
        DEAD
    }

    /** The peer has said that nothing more comes from it. */
    public enum CloseNotify {
        RECEIVED
    }

    /** Told of the handshake, on the event loop; after {@code failed} nothing more comes. */
    public interface Listener {
        /**
         * A server showed its chain; {@link TlsHandler#settle} goes on.
         *
         * @param chain in DER, the server's own certificate first
         * @param staple its stapled OCSP response in DER; empty for none
         */
        void certificateShown(byte[][] chain, byte[] staple);

        /** The handshake is done; {@link TlsHandler#open} goes on. */
        void handshaken();

        /** The handshake failed, and the peer has been sent its alert; the channel is still open. */
        void failed(TlsFailure cause);
    }

    /** What was negotiated; once the handshake is done. */
    public LegParameters parameters(String authentication) {
        return live().parameters(authentication);
    }

    /** How far the handshake has come; where it failed if it has. */
    public HandshakeStage stage() {
        return handshake.stage();
    }

    /** Whether the server asked for a client certificate. */
    public boolean certificateRequested() {
        return connection != null && connection.certificateRequested();
    }

    /** What a server that asks for a client certificate is shown; to be said before {@link #settle}. */
    public void present(KeyMaterial material) {
        if (state == State.AWAITING_VERDICT) {
            live().present(material);
        }
    }

    /** Answers {@link Listener#certificateShown}. */
    public void settle(CertificateAnswer answer) {
        if (state != State.AWAITING_VERDICT) {
            return;
        }
        live().settle(answer);
        state = State.HANDSHAKE;
        if (answer.goesOn()) {
            handshake.acceptsServer();
        }
        ChannelHandlerContext ctx = attached();
        ctx.channel().config().setAutoRead(true);
        shakeHands(ctx, held.take());
    }

    /** Lets clear text flow to the handlers behind. */
    public void open() {
        if (state != State.READY) {
            return;
        }
        state = State.OPEN;
        ChannelHandlerContext ctx = attached();
        ByteBuf in = held.take();
        if (in.isReadable()) {
            decrypt(ctx, in);
            ctx.fireChannelReadComplete();
        } else {
            in.release();
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /** Tells the peer that nothing more comes to it; what it still sends goes on being decrypted. */
    public void closeNotify() {
        if (!isShakingHands() && state != State.DEAD) {
            live().closeNotify();
            ChannelHandlerContext ctx = attached();
            writeOutput(ctx);
            ctx.flush();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        TlsConnection made;
        try {
            made = connecting.apply(ctx.alloc());
        } catch (IllegalStateException e) {
            state = State.DEAD;
            ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(TlsAlert.INTERNAL_ERROR.clearRecord()));
            listener.failed(TlsFailure.ofEngine(String.valueOf(e.getMessage()), TlsAlert.INTERNAL_ERROR));
            return;
        }
        connection = made;
        timer = ctx.executor().schedule(() -> fail(TlsFailure.timeout()), timeout.toNanos(), TimeUnit.NANOSECONDS);
        ctx.channel().config().setAutoRead(true);
        if (!made.isServer()) {
            handshake.greets();
            shakeHands(ctx, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        state = State.DEAD;
        cancelTimer();
        held.take().release();
        if (connection != null) {
            connection.free();
            connection = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = direct(ctx, (ByteBuf) message);
        switch (state) {
            case HANDSHAKE -> shakeHands(ctx, in);
            case WORKING, AWAITING_VERDICT, READY -> held.hold(in);
            case OPEN -> decrypt(ctx, in);
            // RFC 8446, section 6.1: what follows a closure alert is ignored.
            case PEER_ENDED, DEAD -> in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
            switch (state) {
                case HANDSHAKE, AWAITING_VERDICT -> fail(TlsFailure.closed());
                case WORKING, READY -> {
                    return;
                }
                case OPEN, PEER_ENDED, DEAD -> {}
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(TlsFailure.closed());
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException && isShakingHands()) {
            fail(TlsFailure.broken("Connection broke: " + cause.getMessage()));
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf clear = direct(ctx, (ByteBuf) message);
        if (!clear.isReadable()) {
            ctx.write(clear, promise);
            return;
        }
        try {
            if (isShakingHands() || state == State.DEAD) {
                throw TlsFailure.broken("Leg is not open for writing");
            }
            ctx.write(live().encrypt(clear), promise);
        } catch (TlsFailure e) {
            promise.tryFailure(e);
        } finally {
            clear.release();
        }
    }

    private void shakeHands(ChannelHandlerContext ctx, ByteBuf in) {
        TlsConnection.Progress progress;
        int start = in.readerIndex();
        try {
            progress = live().handshake(in);
            handshake.read(in, start, in.readerIndex());
        } catch (TlsFailure e) {
            handshake.read(in, start, in.readerIndex());
            handshake.stumble();
            in.release();
            fail(e);
            return;
        }
        writeOutput(ctx);
        ctx.flush();
        switch (progress) {
            case NEEDS_INPUT -> {
                in.release();
                handshake.advance();
            }
            case NEEDS_WORK -> {
                pause(ctx, State.WORKING, in);
                live().work(() -> ctx.executor().execute(this::goOn));
            }
            case NEEDS_VERDICT -> {
                handshake.awaitsVerdict();
                pause(ctx, State.AWAITING_VERDICT, in);
                listener.certificateShown(live().peerChain(), live().peerStaple());
            }
            case DONE -> {
                cancelTimer();
                pause(ctx, State.READY, in);
                listener.handshaken();
            }
        }
    }

    private void goOn() {
        if (state != State.WORKING) {
            return;
        }
        state = State.HANDSHAKE;
        ChannelHandlerContext ctx = attached();
        ctx.channel().config().setAutoRead(true);
        shakeHands(ctx, held.take());
        if (inputEnded && state != State.WORKING) {
            fail(TlsFailure.closed());
        }
    }

    private void pause(ChannelHandlerContext ctx, State next, ByteBuf rest) {
        state = next;
        ctx.channel().config().setAutoRead(false);
        held.hold(rest);
    }

    private void decrypt(ChannelHandlerContext ctx, ByteBuf in) {
        try {
            TlsConnection.Decrypted found;
            do {
                TlsConnection engine = live();
                int room = Math.min(MAX_CLEAR, Math.max(in.readableBytes(), engine.pending()));
                ByteBuf clear = ctx.alloc().directBuffer(Math.max(room, 1));
                found = decrypt(ctx, engine, in, clear);
            } while (found == TlsConnection.Decrypted.NEEDS_ROOM && state == State.OPEN);
            if (found == TlsConnection.Decrypted.CLOSE_NOTIFY && state == State.OPEN) {
                state = State.PEER_ENDED;
                ctx.fireUserEventTriggered(CloseNotify.RECEIVED);
            }
        } catch (TlsFailure e) {
            writeOutput(ctx);
            ctx.flush();
            state = State.DEAD;
            ctx.fireExceptionCaught(e);
        } finally {
            in.release();
        }
    }

    private TlsConnection.Decrypted decrypt(ChannelHandlerContext ctx, TlsConnection engine, ByteBuf in, ByteBuf clear)
            throws TlsFailure {
        TlsConnection.Decrypted found;
        try {
            found = engine.decrypt(in, clear);
        } catch (TlsFailure e) {
            clear.release();
            throw e;
        }
        writeOutput(ctx);
        if (clear.isReadable()) {
            ctx.fireChannelRead(clear);
        } else {
            clear.release();
        }
        return found;
    }

    private void fail(TlsFailure cause) {
        if (!isShakingHands()) {
            return;
        }
        state = State.DEAD;
        cancelTimer();
        ChannelHandlerContext ctx = attached();
        writeOutput(ctx);
        ctx.flush();
        listener.failed(cause);
    }

    private boolean isShakingHands() {
        return state == State.HANDSHAKE || state == State.WORKING || state == State.AWAITING_VERDICT;
    }

    private void writeOutput(ChannelHandlerContext ctx) {
        TlsConnection engine = connection;
        ByteBuf out;
        while (engine != null && (out = engine.takeOutput()) != null) {
            ctx.write(out, ctx.voidPromise());
        }
    }

    private static ByteBuf direct(ChannelHandlerContext ctx, ByteBuf buffer) {
        if (buffer.isDirect() && buffer.nioBufferCount() == 1) {
            return buffer;
        }
        ByteBuf copy = ctx.alloc().directBuffer(buffer.readableBytes()).writeBytes(buffer);
        ReferenceCountUtil.release(buffer);
        return copy;
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private TlsConnection live() {
        if (connection == null) {
            throw new IllegalStateException("Leg has been closed");
        }
        return connection;
    }

    private ChannelHandlerContext attached() {
        if (context == null) {
            throw new IllegalStateException("Leg is in no pipeline");
        }
        return context;
    }
}
