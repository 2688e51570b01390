package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key exchange of a client is the one with its server too, so that inspection leaves no session weaker. */
class PostQuantumTest {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_INSPECTION, X25519MLKEM768, X25519MLKEM768, 2",
        "SERVER_INSPECTION, X25519MLKEM768, X25519MLKEM768, 2",
        "CLIENT_INSPECTION, X25519, x25519, 0",
        "SERVER_INSPECTION, X25519, x25519, 0"
    })
    void bothLegsUseTheGroupOfTheClient(Passage passage, String offered, String recorded, int counted)
            throws Exception {
        Channel server = serve("X25519MLKEM768", "X25519");
        InetSocketAddress at = (InetSocketAddress) server.localAddress();
        try (Device device =
                passage.device(new Endpoint(InetAddress.getLoopbackAddress(), at.getPort()), new TestConfig())) {
            assertThat(ask(device, offered)).isEqualTo("hello");

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Inspected");
            assertThat(record.fields()).containsEntry("clientGroup", recorded).containsEntry("serverGroup", recorded);
            assertThat(device.protocol("clientKexX25519Mlkem768") + device.protocol("serverKexX25519Mlkem768"))
                    .isEqualTo(counted);
        } finally {
            server.close().syncUninterruptibly();
        }
    }

    private Channel serve(String... groups) throws Exception {
        SslContext context = SslContextBuilder.forServer(
                        TestPki.ECDSA_SITE.getKeyPair().getPrivate(), TestPki.ECDSA_SITE.getCertificatePath())
                .sslProvider(SslProvider.OPENSSL)
                .option(OpenSslContextOption.GROUPS, groups)
                .build();
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(speaking(context, new Echo()))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private String ask(Device device, String... groups) throws Exception {
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .option(OpenSslContextOption.GROUPS, groups)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .build();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Channel client = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(speaking(context, new Answer(answer)))
                .connect(device.address())
                .sync()
                .channel();
        client.writeAndFlush(Unpooled.copiedBuffer("hello", US_ASCII)).sync();
        String heard = answer.get(20, TimeUnit.SECONDS);
        client.close().sync();
        return heard;
    }

    private static ChannelInitializer<Channel> speaking(SslContext context, ChannelHandler then) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
                made.pipeline().addLast(context.newHandler(made.alloc(), Passage.SITE, 443), then);
            }
        };
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // The client sees what comes of it.
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush(message);
        }
    }

    private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<String> answer;

        Answer(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            answer.complete(bytes.toString(US_ASCII));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
