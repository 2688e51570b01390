package org.bumpwire.proxy.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.leg.CertificateAnswer;
import org.bumpwire.proxy.leg.ServerOffer;
import org.bumpwire.proxy.leg.TlsContexts;
import org.bumpwire.proxy.leg.TlsFailure;
import org.bumpwire.proxy.leg.TlsHandler;

/** Clients that fetch one page each, a few at a time. */
final class Clients {
    private static final int AT_ONCE = 4;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(Stage.HOST).getBytes(US_ASCII);

    private final EventLoopGroup loop;
    private final TlsContexts contexts = new TlsContexts(Stage.TLS, Stage.HOST, null, Runnable::run);

    Clients(EventLoopGroup loop) {
        this.loop = loop;
    }

    /**
     * Waits until all have their page, or one gets none.
     *
     * @param deadline as {@link System#nanoTime} says it
     */
    void visit(InetSocketAddress listener, TlsVersion version, int visits, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        Queue queue = new Queue(listener, version, visits);
        for (int i = 0; i < AT_ONCE; i++) {
            queue.next();
        }
        queue.done.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** One visit begins when another has ended. */
    private final class Queue {
        private final InetSocketAddress listener;
        private final TlsVersion version;
        private final AtomicInteger toBegin;
        private final AtomicInteger toEnd;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Queue(InetSocketAddress listener, TlsVersion version, int visits) {
            this.listener = listener;
            this.version = version;
            toBegin = new AtomicInteger(visits);
            toEnd = new AtomicInteger(visits);
        }

        void next() {
            if (toBegin.getAndDecrement() <= 0) {
                return;
            }
            new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(Stage.PATIENCE.toMillis()))
                    .handler(new Visit(this))
                    .connect(listener)
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            done.completeExceptionally(connected.cause());
                        }
                    });
        }

        void ended() {
            if (toEnd.decrementAndGet() == 0) {
                done.complete(null);
            } else {
                next();
            }
        }
    }

    private TlsHandler leg(Queue queue, TlsHandler.Listener listener) {
        Set<TlsVersion> versions = EnumSet.of(queue.version);
        ServerOffer offer = new ServerOffer(versions, CipherSuite.speakingAny(versions), List.of(), false);
        return contexts.serverLeg(offer, Stage.HOST, queue.listener, Stage.PATIENCE, listener);
    }

    /** From the connection to the last byte of the page. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails shows in a page that does not come
    private final class Visit extends ChannelInitializer<Channel> {
        private final Queue queue;

        Visit(Queue queue) {
            this.queue = queue;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Greeting(queue));
        }
    }

    /** Begins the handshake once the channel is connected. */
    private final class Greeting extends ChannelInboundHandlerAdapter {
        private final Queue queue;

        Greeting(Queue queue) {
            this.queue = queue;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.pipeline().addLast(new Reading(queue));
            ctx.pipeline().addFirst(leg(queue, new Handshake(ctx.channel(), queue)));
            ctx.pipeline().remove(this);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails shows in a page that does not come
    private record Handshake(Channel channel, Queue queue) implements TlsHandler.Listener {
        @Override
        public void certificateShown(byte[][] chain, byte[] staple) {
            channel.pipeline().get(TlsHandler.class).settle(CertificateAnswer.ACCEPTED);
        }

        @Override
        public void handshaken() {
            channel.pipeline().get(TlsHandler.class).open();
            channel.config().setAutoRead(true);
            channel.writeAndFlush(Unpooled.wrappedBuffer(REQUEST));
        }

        @Override
        public void failed(TlsFailure cause) {
            queue.done.completeExceptionally(cause);
            channel.close();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of it
    private static final class Reading extends ChannelInboundHandlerAdapter {
        private final Queue queue;
        private int missing = Origin.ANSWER_BYTES;

        Reading(Queue queue) {
            this.queue = queue;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            missing -= bytes.readableBytes();
            bytes.release();
            if (missing == 0) {
                ctx.close();
                queue.ended();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (missing > 0) {
                queue.done.completeExceptionally(new IllegalStateException("Page did not come"));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            queue.done.completeExceptionally(cause);
            ctx.close();
        }
    }
}
