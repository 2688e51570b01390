package org.bumpwire.proxy.hello;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientHelloHandlerTest {
    private static final byte[] HELLO = new HelloBytes().sni("www.example.com").records(100);

    private final RecordingListener listener = new RecordingListener();
    private final ClientHelloHandler handler = new ClientHelloHandler(Duration.ofSeconds(10), listener);
    private final EmbeddedChannel channel = new EmbeddedChannel(handler);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void reportsAHelloOnceAndHoldsItBack() {
        channel.writeInbound(Unpooled.copiedBuffer(HELLO, 0, 30));
        channel.writeInbound(Unpooled.copiedBuffer(HELLO, 30, HELLO.length - 30));
        channel.writeInbound(Unpooled.copiedBuffer(new byte[] {20, 3, 3}));

        assertThat(listener.heard).containsExactly("hello www.example.com");
        assertThat(channel.<ByteBuf>readInbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void handsOverEveryByteWhenItLeaves() {
        channel.writeInbound(Unpooled.copiedBuffer(HELLO));
        channel.pipeline().remove(handler);

        ByteBuf all = channel.readInbound();
        assertThat(all).isEqualTo(Unpooled.wrappedBuffer(HELLO));
        all.release();
    }

    @Test
    void reportsAClientThatDoesNotSpeakTls() {
        channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1", US_ASCII));

        assertThat(listener.heard).containsExactly("refused: Expected a TLS handshake record (22), got text");
    }

    @Test
    void reportsAClientThatSaysNothing() {
        pass(11);

        assertThat(listener.heard).containsExactly("timed out, begun: false");
    }

    @Test
    void reportsAClientThatIsTooSlow() {
        for (int i = 0; i < 10; i++) {
            channel.writeInbound(Unpooled.copiedBuffer(HELLO, i, 1));
            pass(1);
        }

        assertThat(listener.heard).containsExactly("timed out, begun: true");
    }

    @Test
    void reportsAClientThatLeavesHalfway() {
        channel.writeInbound(Unpooled.copiedBuffer(HELLO, 0, 10));
        channel.close().syncUninterruptibly();

        assertThat(listener.heard).containsExactly("abandoned, begun: true");
    }

    @Test
    void reportsAClientThatEndsItsSideBeforeAHello() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(listener.heard).containsExactly("abandoned, begun: false");
    }

    @Test
    void staysSilentAfterAReport() {
        channel.writeInbound(Unpooled.copiedBuffer(HELLO));
        pass(11);
        channel.close().syncUninterruptibly();

        assertThat(listener.heard).hasSize(1);
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private static final class RecordingListener implements ClientHelloHandler.Listener {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void helloRead(ClientHello hello) {
            heard.add("hello " + hello.sni().orElse(""));
        }

        @Override
        public void helloRefused(HelloException cause) {
            heard.add("refused: " + cause.getMessage());
        }

        @Override
        public void helloTimedOut(boolean begun) {
            heard.add("timed out, begun: " + begun);
        }

        @Override
        public void helloAbandoned(boolean begun) {
            heard.add("abandoned, begun: " + begun);
        }
    }
}
