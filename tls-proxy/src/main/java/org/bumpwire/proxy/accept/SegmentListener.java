package org.bumpwire.proxy.accept;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Segment;
import org.bumpwire.proxy.policy.Reason;

/**
 * The socket on which one segment's traffic arrives.
 *
 * <p>It is bound at once, so that a busy port shows, but accepts only once it is opened: until then connections wait in
 * the kernel.
 */
public final class SegmentListener implements AutoCloseable {
    /** Connections that wait in the kernel for being accepted. */
    private static final int BACKLOG = 4096;

    private final Channel socket;
    private final Door door;

    private SegmentListener(Channel socket, Door door) {
        this.socket = socket;
        this.door = door;
    }

    /**
     * Waits for the kernel, so not for an event loop.
     *
     * @param loops one of which accepts, and all of which in turn get what is accepted
     * @param requestTimeout how long a client of an explicit segment may take to say what it wants
     * @param shared whether it may take a part of the addresses of a listener that is shared, too
     * @throws IOException whose message is the kernel's reason, such as "Address already in use"
     */
    public static SegmentListener bind(
            Segment segment,
            EventLoopGroup loops,
            Reception reception,
            Supplier<Duration> requestTimeout,
            boolean shared)
            throws IOException {
        Door door = new Door(segment, reception, requestTimeout);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(UnixChannelOption.SO_REUSEPORT, shared)
                .option(ChannelOption.AUTO_READ, false)
                .childHandler(door)
                .bind(segment.mode().listen().socketAddress())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(reason(bound.cause()), bound.cause());
        }
        bound.channel().pipeline().addLast(new AcceptFailures(segment.name()));
        return new SegmentListener(bound.channel(), door);
    }

    /** The kernel's words without the name of the call. */
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
    }

    /** Begins to accept. */
    public void open() {
        socket.config().setAutoRead(true);
    }

    public Segment segment() {
        return door.segment;
    }

    /** Whether it can go on for a segment as it is configured now, with whatever mode. */
    public boolean canServe(Segment next) {
        Segment now = door.segment;
        boolean sameSocket = now.mode().listen().equals(next.mode().listen());
        // Of port 0 there may be many.
        return sameSocket && (next.mode().listen().port() != 0 || now.name().equals(next.name()));
    }

    /** Connections that come from now on belong to this segment. */
    public void serve(Segment next) {
        door.segment = next;
    }

    /** Where it is bound. */
    public Endpoint address() {
        InetSocketAddress local = (InetSocketAddress) socket.localAddress();
        return local == null ? segment().mode().listen() : new Endpoint(local.getAddress(), local.getPort());
    }

    /** Whether another listener of this process may bind the same port. */
    public void share(boolean shared) {
        socket.config().setOption(UnixChannelOption.SO_REUSEPORT, shared);
    }

    /** Connections since it was bound. */
    public long accepted() {
        return door.accepted.get();
    }

    /** Stops accepting; connections that were accepted go on. */
    @Override
    public void close() {
        socket.close().awaitUninterruptibly();
    }

    /** Receives each accepted connection as its segment's mode demands. */
    // Nothing is left to do for a connection that is closed.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Sharable
    private static final class Door extends ChannelInboundHandlerAdapter {
        private final Reception reception;
        private final Supplier<Duration> requestTimeout;
        private final AtomicLong accepted = new AtomicLong();
        private volatile Segment segment;

        Door(Segment segment, Reception reception, Supplier<Duration> requestTimeout) {
            this.segment = segment;
            this.reception = reception;
            this.requestTimeout = requestTimeout;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            accepted.incrementAndGet();
            FlowSockets.tune((EpollSocketChannel) ctx.channel());
        }

        /** The channel is ready for reading and writing. */
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.pipeline().remove(this);
            Channel channel = ctx.channel();
            Segment now = segment;
            Optional<Visitor> visitor = reception.admit(channel, now.name());
            if (visitor.isEmpty()) {
                ctx.close();
                return;
            }
            now.mode().match(new Leading((EpollSocketChannel) channel, visitor.get()));
        }

        /** Leads a visitor to its destination. */
        private final class Leading implements Segment.Mode.Cases<Void> {
            private final EpollSocketChannel channel;
            private final Visitor visitor;

            Leading(EpollSocketChannel channel, Visitor visitor) {
                this.channel = channel;
                this.visitor = visitor;
            }

            @Override
            public Void explicit(Segment.Mode.Explicit mode) {
                channel.pipeline().addFirst(new ExplicitHandler(visitor, requestTimeout.get()));
                channel.config().setAutoRead(true);
                return null;
            }

            @Override
            public Void reverse(Segment.Mode.Reverse mode) {
                visitor.bound(mode.destination().socketAddress());
                return null;
            }

            @Override
            public Void redirect(Segment.Mode.Redirect mode) {
                Optional<InetSocketAddress> destination = OriginalDestination.of(channel);
                if (destination.isPresent()) {
                    visitor.bound(destination.get());
                } else {
                    visitor.lost(Reason.DESTINATION_UNKNOWN, "No REDIRECT or DNAT rule led the connection here");
                    channel.close();
                }
                return null;
            }
        }
    }
}
