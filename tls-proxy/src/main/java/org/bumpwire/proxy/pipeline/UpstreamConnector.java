package org.bumpwire.proxy.pipeline;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.bumpwire.proxy.accept.FlowSockets;

/**
 * Finds servers and connects to them, on the event loop of the flow and without ever blocking it.
 *
 * <p>Names are looked up in the hosts file, then by the name servers; answers are kept for as long as
 * they say, at least {@link #MIN_TTL} and at most {@link #MAX_TTL} seconds.
 */
public final class UpstreamConnector implements AutoCloseable {
    static final int MIN_TTL = 1;
    static final int MAX_TTL = 300;

    private static final long QUERY_TIMEOUT_MILLIS = 3000;
    private static final int MAX_QUERIES = 8;

    private final DnsAddressResolverGroup resolvers;

    /** Asks the name servers of the system. */
    public UpstreamConnector() {
        this(DnsServerAddressStreamProviders.platformDefault());
    }

    public UpstreamConnector(DnsServerAddressStreamProvider nameServers) {
        resolvers = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelType(EpollDatagramChannel.class)
                .socketChannelType(EpollSocketChannel.class, true)
                .nameServerProvider(nameServers)
                .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
                .maxQueriesPerResolve(MAX_QUERIES)
                .ttl(MIN_TTL, MAX_TTL));
    }

    /** Looks up the addresses of a host, at least one; a literal address is its own answer. */
    Future<List<InetSocketAddress>> resolve(EventLoop loop, String host, int port) {
        AddressResolver<InetSocketAddress> resolver = resolvers.getResolver(loop);
        return resolver.resolveAll(InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * Connects; nothing is read until somebody asks for it. On that event loop only, so that no bootstrap is needed.
     *
     * @throws ChannelException if there is no socket to be had
     */
    ChannelFuture connect(EventLoop loop, InetSocketAddress destination, Duration timeout, ChannelHandler first) {
        EpollSocketChannel channel = new EpollSocketChannel();
        FlowSockets.tune(channel);
        channel.config().setConnectTimeoutMillis(Math.toIntExact(timeout.toMillis()));
        channel.pipeline().addLast(first);
        ChannelFuture registered = loop.register(channel);
        return registered.isSuccess() ? channel.connect(destination) : registered;
    }

    @Override
    public void close() {
        resolvers.close();
    }
}
