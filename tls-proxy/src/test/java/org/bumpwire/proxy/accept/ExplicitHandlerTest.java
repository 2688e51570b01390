package org.bumpwire.proxy.accept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bumpwire.proxy.accept.RequestAnswer.Result;
import org.bumpwire.proxy.policy.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplicitHandlerTest {
    private static final String CONNECT = "CONNECT www.example.com:443 HTTP/1.1\r\nHost: www.example.com:443\r\n\r\n";
    private static final String SOCKS_GREETING = "\u0005\u0001\u0000";
    private static final String SOCKS_REQUEST = "\u0005\u0001\u0000\u0003\u000bexample.com\u0001\u00bb";

    private final RecordingVisitor visitor = new RecordingVisitor();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ExplicitHandler(visitor, Duration.ofSeconds(10)));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void hearsWhereConnectGoes() {
        say(CONNECT);

        assertThat(visitor.heard).containsExactly("www.example.com 443");
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void hearsConnectHoweverItIsCut() {
        for (int i = 0; i < CONNECT.length(); i++) {
            assertThat(visitor.heard).isEmpty();
            say(CONNECT.substring(i, i + 1));
        }

        assertThat(visitor.heard).containsExactly("www.example.com 443");
    }

    @Test
    void hearsSocksHoweverItIsCut() {
        String all = SOCKS_GREETING + SOCKS_REQUEST;
        for (int i = 0; i < all.length(); i++) {
            assertThat(visitor.heard).isEmpty();
            say(all.substring(i, i + 1));
        }

        assertThat(visitor.heard).containsExactly("example.com 443");
        assertThat(said()).isEqualTo("\u0005\u0000");
    }

    @Test
    void hearsAddressesInSocks() {
        say(SOCKS_GREETING + "\u0005\u0001\u0000\u0001\u00c0\u0000\u0002\u0001\u0000P");

        assertThat(visitor.heard).containsExactly("192.0.2.1 80");
    }

    @Test
    void hearsIpv6() {
        say("CONNECT [2001:db8::1]:8443 HTTP/1.0\n\n");

        assertThat(visitor.heard).containsExactly("2001:db8::1 8443");
    }

    @Test
    void handsOverWhatFollowsARequestOnceItIsEstablished() {
        say(CONNECT + "early");
        visitor.answer(Result.ESTABLISHED);

        assertThat(said()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
        ByteBuf rest = channel.readInbound();
        assertThat(rest.toString(ISO_8859_1)).isEqualTo("early");
        rest.release();
        assertThat(channel.pipeline().get(ExplicitHandler.class)).isNull();
    }

    @Test
    void keepsWhatFollowsARequestOfAClientThatHasEndedItsSide() {
        say(CONNECT + "early");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        visitor.answer(Result.ESTABLISHED);

        ByteBuf rest = channel.readInbound();
        assertThat(rest.toString(ISO_8859_1)).isEqualTo("early");
        rest.release();
    }

    @ParameterizedTest
    @CsvSource({
        "NAME_NOT_RESOLVED, 502, 4",
        "REFUSED, 502, 5",
        "UNREACHABLE, 502, 4",
        "TIMED_OUT, 504, 6",
        "FORBIDDEN, 403, 2",
    })
    void answersWhatWentWrong(Result result, String status, int socksCode) {
        say(CONNECT);
        visitor.answer(result);
        assertThat(said()).startsWith("HTTP/1.1 " + status + " ");
        assertThat(channel.isOpen()).isFalse();

        RecordingVisitor other = new RecordingVisitor();
        EmbeddedChannel socks = new EmbeddedChannel(new ExplicitHandler(other, Duration.ofSeconds(10)));
        socks.writeInbound(Unpooled.copiedBuffer(SOCKS_GREETING + SOCKS_REQUEST, ISO_8859_1));
        other.answer(result);
        assertThat(said(socks)).startsWith("\u0005\u0000\u0005" + (char) socksCode);
        socks.finishAndReleaseAll();
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1', 405, 'Method must be CONNECT, got GET'",
        "'CONNECT www.example.com HTTP/1.1', 400, 'CONNECT needs HOST:PORT'",
        "'CONNECT a b:443 HTTP/1.1', 400, 'Request line is not of HTTP/1.x'",
        "'CONNECT a:0 HTTP/1.1', 400, 'Port must be 1 to 65535, got 0'",
        "'CONNECT a:65536 HTTP/1.1', 400, 'Port must be 1 to 65535, got 65536'",
        "'CONNECT a:443 HTTP/2', 400, 'Request line is not of HTTP/1.x'",
        "'hello', 400, 'Request line is not of HTTP/1.x'",
    })
    void refusesOtherRequests(String line, String status, String details) {
        say(line + "\r\n\r\n");

        assertThat(said()).startsWith("HTTP/1.1 " + status + " ");
        assertThat(visitor.heard).containsExactly("REQUEST_MALFORMED " + details);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void refusesAHeadWithoutEnd() {
        say("CONNECT a:443 HTTP/1.1\r\n");
        for (int i = 0; i < 17 && visitor.heard.isEmpty(); i++) {
            say("X-Padding: " + "x".repeat(1_000) + "\r\n");
        }

        assertThat(said()).startsWith("HTTP/1.1 431 ");
        assertThat(visitor.heard).containsExactly("REQUEST_MALFORMED Request has more than 16384 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "0501 02, 05ff, Client insists on authentication",
        "050100 05020001c0000201 0050, 0500 05070001000000000000, 'Command must be CONNECT, got 2'",
        "050100 050100020000, 0500 05080001000000000000, Address type 2 is unknown",
        "050100 040100010000, 0500 05010001000000000000, Request must be of SOCKS 5",
        "050100 05010001c0000201 0000, 0500 05010001000000000000, 'Port must be 1 to 65535, got 0'",
        "050100 0501000301 20 0050, 0500 05010001000000000000, Name of the destination is no host name",
    })
    void refusesOtherSocksRequests(String sent, String answered, String details) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes(sent)));

        assertThat(said()).isEqualTo(new String(bytes(answered), ISO_8859_1));
        assertThat(visitor.heard).containsExactly("REQUEST_MALFORMED " + details);
        assertThat(channel.isOpen()).isFalse();
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void doesNotWaitForEver() {
        say("CONNECT ");
        channel.advanceTimeBy(11, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(said()).startsWith("HTTP/1.1 408 ");
        assertThat(visitor.heard).containsExactly("REQUEST_TIMEOUT ");
    }

    @Test
    void noticesThatTheClientLeft() {
        say("CONNECT ");
        channel.close().syncUninterruptibly();

        assertThat(visitor.heard).containsExactly("REQUEST_MALFORMED Client left before its request was whole");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesMutation(long seed) {
        Random random = new Random(seed);
        byte[] sent = (random.nextBoolean() ? CONNECT : SOCKS_GREETING + SOCKS_REQUEST).getBytes(ISO_8859_1);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
        }

        channel.writeInbound(Unpooled.wrappedBuffer(sent));
        channel.checkException();
        channel.close().syncUninterruptibly();

        assertThat(visitor.heard).hasSize(1);
        channel.releaseOutbound();
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private void say(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    private String said() {
        return said(channel);
    }

    private static String said(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        ByteBuf part;
        while ((part = channel.readOutbound()) != null) {
            all.append(part.toString(ISO_8859_1));
            part.release();
        }
        return all.toString();
    }

    private static final class RecordingVisitor implements Visitor {
        private final List<String> heard = new ArrayList<>();
        private @Nullable RequestAnswer answer;

        void answer(Result result) {
            if (answer != null) {
                answer.give(result);
            }
        }

        @Override
        public void bound(InetSocketAddress destination) {
            heard.add("bound");
        }

        @Override
        public void asked(String host, int port, RequestAnswer requestAnswer) {
            heard.add(host + " " + port);
            answer = requestAnswer;
        }

        @Override
        public void lost(Reason reason, String details) {
            heard.add(reason + " " + details);
        }
    }
}
