package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A TLS client that tells a proper end from a truncation, which Java's own sockets do not. */
final class EndWitness implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicReference<String> text = new AtomicReference<>("");
    private final CompletableFuture<Boolean> properEnd = new CompletableFuture<>();
    private final Channel channel;

    private EndWitness(InetSocketAddress address) throws Exception {
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        channel = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(context.newHandler(made.alloc(), "www.example.com", 443), new Reader());
                    }
                })
                .connect(address)
                .sync()
                .channel();
    }

    static EndWitness connect(InetSocketAddress address) throws Exception {
        return new EndWitness(address);
    }

    void awaitText(String expected) {
        await().until(() -> expected.equals(text.get()));
    }

    void send(int octet) {
        channel.writeAndFlush(Unpooled.buffer().writeByte(octet)).syncUninterruptibly();
    }

    boolean sawProperEnd() {
        return properEnd.join();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully().awaitUninterruptibly(1_000);
    }

    private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            text.accumulateAndGet(bytes.toString(US_ASCII), String::concat);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslCloseCompletionEvent end) {
                properEnd.complete(end.isSuccess());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            properEnd.complete(false);
        }
    }
}
