package org.bumpwire.proxy.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.leg.Engine;
import org.bumpwire.proxy.leg.KeyMaterial;
import org.bumpwire.proxy.leg.TlsContexts;
import org.bumpwire.proxy.leg.TlsFailure;
import org.bumpwire.proxy.leg.TlsHandler;
import org.bumpwire.proxy.mint.CertificateMinter;
import org.bumpwire.proxy.mint.KeyType;
import org.bumpwire.proxy.mint.MintedLeaf;

/** A web server on loopback that shows each client another certificate, until it is told to keep the last. */
final class Origin implements AutoCloseable {
    private static final byte[] BODY = new byte[1024];
    private static final byte[] HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"
                    .formatted(BODY.length)
                    .getBytes(US_ASCII);
    static final int ANSWER_BYTES = HEAD.length + BODY.length;

    private final Stage stage;
    private final TlsContexts contexts;
    private final CertificateMinter minter;
    private final Channel socket;
    private volatile KeyMaterial material;
    private volatile boolean keeping;

    private Origin(EventLoopGroup loop, Stage stage) {
        this.stage = stage;
        contexts = new TlsContexts(Stage.TLS, Stage.HOST, null, Runnable::run);
        minter = new CertificateMinter(new SslInspStats(), Runnable::run, Clock.systemUTC());
        material = nextMaterial();
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Reception())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly();
        socket = bound.channel();
    }

    static Origin start(EventLoopGroup loop, Stage stage) {
        return new Origin(loop, stage);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.localAddress();
    }

    void keepCertificate() {
        keeping = true;
    }

    private KeyMaterial nextMaterial() {
        minter.clear();
        MintedLeaf leaf = minter.mintTrusted(stage.site().certificate(), stage.publicCa(), KeyType.EC)
                .toCompletableFuture()
                .join();
        try {
            return KeyMaterial.of(leaf.chain(), leaf.privateKey());
        } catch (GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        socket.close().awaitUninterruptibly(Stage.PATIENCE.toMillis());
    }

    private final class Reception extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (!keeping) {
                material = nextMaterial();
            }
            TlsHandler leg = contexts.clientLeg(
                    Engine.BORING_SSL, "", material, new byte[0], Stage.PATIENCE, new Opening(channel));
            channel.pipeline().addLast(leg, new Answering());
        }
    }

    private record Opening(Channel channel) implements TlsHandler.Listener {
        @Override
        public void certificateShown(byte[][] chain, byte[] staple) {
            throw new IllegalStateException("A server is shown no certificate that it did not ask for");
        }

        @Override
        public void handshaken() {
            channel.pipeline().get(TlsHandler.class).open();
            channel.config().setAutoRead(true);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // it is gone either way
        public void failed(TlsFailure cause) {
            channel.close();
        }
    }

    /** Answers each read, for a client sends its small request at once. */
    @SuppressWarnings("FutureReturnValueIgnored") // the client notices what is missing
    private static final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            ctx.writeAndFlush(Unpooled.wrappedBuffer(HEAD, BODY));
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
