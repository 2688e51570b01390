package org.bumpwire.proxy.accept;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the kernel where a connection was going before REDIRECT or DNAT led it here. */
final class OriginalDestination {
    private static final int SOL_IP = 0;
    private static final int SOL_IPV6 = 41;
    private static final int SO_ORIGINAL_DST = 80;
    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;
    private static final RawUnixChannelOption IPV4 =
            new RawUnixChannelOption("SO_ORIGINAL_DST", SOL_IP, SO_ORIGINAL_DST, SOCKADDR_IN);
    private static final RawUnixChannelOption IPV6 =
            new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", SOL_IPV6, SO_ORIGINAL_DST, SOCKADDR_IN6);

    private OriginalDestination() {}

    /** Nothing where no translation is known. */
    static Optional<InetSocketAddress> of(EpollSocketChannel channel) {
        // A listener on :: also gets IPv4 connections, and the kernel knows those by IPv4 only.
        boolean ipv4 = channel.remoteAddress().getAddress() instanceof Inet4Address;
        try {
            ByteBuffer address = channel.config().getOption(ipv4 ? IPV4 : IPV6);
            return parse(address, ipv4);
        } catch (ChannelException e) {
            return Optional.empty();
        }
    }

    /** Reads a sockaddr_in or sockaddr_in6: family in the machine's order, port in the network's, then the address. */
    static Optional<InetSocketAddress> parse(@Nullable ByteBuffer sockaddr, boolean ipv4) {
        if (sockaddr == null || sockaddr.remaining() < (ipv4 ? SOCKADDR_IN : SOCKADDR_IN6)) {
            return Optional.empty();
        }
        ByteBuffer fields = sockaddr.duplicate().order(ByteOrder.BIG_ENDIAN);
        int start = fields.position();
        int port = fields.getShort(start + 2) & 0xFFFF;
        byte[] address = new byte[ipv4 ? 4 : 16];
        fields.position(start + (ipv4 ? 4 : 8));
        fields.get(address);
        try {
            return port == 0
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}
