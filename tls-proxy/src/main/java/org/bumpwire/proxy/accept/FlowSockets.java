package org.bumpwire.proxy.accept;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollSocketChannel;

/** How the sockets of flows are tuned, on either side; TCP_NODELAY Netty sets by itself. */
public final class FlowSockets {
    /** Per channel: reading from the other side stops above 256 KiB that wait to be sent, and goes on below 64 KiB. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /** Small while a flow is quiet or shakes hands, four TLS records a read when it is busy. */
    private static final RecvByteBufAllocator RECEIVE_BUFFERS = new AdaptiveRecvByteBufAllocator(2048, 4096, 64 * 1024);

    private FlowSockets() {}

    /** Nothing is read until somebody asks for it. */
    public static void tune(EpollSocketChannel channel) {
        channel.config()
                .setAutoRead(false)
                .setAllowHalfClosure(true)
                .setKeepAlive(true)
                .setWriteBufferWaterMark(WATER_MARK)
                .setRecvByteBufAllocator(RECEIVE_BUFFERS);
    }
}
