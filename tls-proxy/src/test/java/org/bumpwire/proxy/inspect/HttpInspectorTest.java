package org.bumpwire.proxy.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.proxy.flow.HttpFacts;
import org.bumpwire.proxy.flow.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpInspectorTest {
    private static final String TWO_REQUESTS = wire("""
            POST /a?b HTTP/1.1
            Host: www.example.org
            Content-Length: 18

            GET /no HTTP/1.1
            GET /c HTTP/1.1
            host:other.example

            """);
    private static final String CHUNKED = wire("""
            PUT /u HTTP/1.1
            Transfer-Encoding: gzip, chunked

            5;x=y
            hello
            10
            GET / HTTP/1.1

            0
            Trailer: x

            HEAD /last HTTP/1.0

            """);
    private static final String RESPONSE = wire("""
            HTTP/1.1 100 Continue

            HTTP/1.1 103 Early Hints
            Link: x

            HTTP/1.1 204 No Content
            Server: x

            HTTP/1.1 500 Later

            """);

    private final SampleFlow flow = new SampleFlow(new IpsProfile("none", "", List.of()));

    @Test
    void notesTheFirstRequestItsHostAndHowManyThereWere() {
        flow.sends(Side.CLIENT, TWO_REQUESTS);

        assertThat(flow.flow().http()).isEqualTo(new HttpFacts("POST /a?b HTTP/1.1", "www.example.org", 0, 2));
    }

    @Test
    void stepsOverChunkedBodies() {
        flow.sends(Side.CLIENT, CHUNKED);

        assertThat(flow.flow().http()).isEqualTo(new HttpFacts("PUT /u HTTP/1.1", "", 0, 2));
    }

    @Test
    void notesTheFirstFinalStatus() {
        flow.sends(Side.CLIENT, TWO_REQUESTS);
        flow.sends(Side.SERVER, RESPONSE);

        assertThat(flow.flow().http().status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesNotMindWhereTheStreamIsCut(long seed) {
        Random random = new Random(seed);
        String requests = TWO_REQUESTS + CHUNKED;
        cut(random, Side.CLIENT, requests);
        cut(random, Side.SERVER, RESPONSE);

        assertThat(flow.flow().http()).isEqualTo(new HttpFacts("POST /a?b HTTP/1.1", "www.example.org", 204, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "EHLO example.org\r\n",
                "get / HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\n\n\n",
                "GET / HTTP/3.0\r\n",
                "GET  HTTP/1.1\r\n"
            })
    void notesNothingOfOtherProtocolsAndStops(String other) {
        assertThat(flow.sends(Side.CLIENT, other)).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.CLIENT, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(Verdict.pass());
        assertThat(flow.sends(Side.SERVER, "220 ready\r\nHTTP/1.1 200 OK\r\n")).isEqualTo(Verdict.pass());

        assertThat(flow.flow().http().requests()).isZero();
        assertThat(flow.flow().http().status()).isZero();
    }

    @Test
    void stopsWhereTheConnectionChangesItsProtocol() {
        flow.sends(Side.CLIENT, "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n");
        flow.sends(Side.SERVER, "HTTP/1.1 101 Switching Protocols\r\n\r\n");
        flow.sends(Side.CLIENT, "GET /not-a-request HTTP/1.1\r\n\r\n");

        assertThat(flow.flow().http()).isEqualTo(new HttpFacts("GET /chat HTTP/1.1", "a", 101, 1));
    }

    @Test
    void stopsInsideATunnel() {
        flow.sends(Side.CLIENT, "CONNECT a:443 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");

        assertThat(flow.flow().http().requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "18446744073709551615", "x", "", "+5", "1, 1"})
    void stopsAtALengthThatIsNone(String length) {
        flow.sends(Side.CLIENT, "POST / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\nGET / HTTP/1.1\r\n\r\n");

        assertThat(flow.flow().http().requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 20",
                "HTTP/1.1 2000",
                "HTTP/1.1 2x0 OK",
                "HTTP/1.1 600 No",
                "HTTP/1.1 099 No",
                "HTTP/1.1  200",
                "HTTP/1.2 200 OK",
                "HTTP/1.1 200 O\rK"
            })
    void stopsAtAStatusLineThatIsNone(String line) {
        flow.sends(Side.SERVER, line + "\r\nHTTP/1.1 200 OK\r\n");
        flow.sends(Side.CLIENT, "GET / HTTP/1.1\r\n\r\n");

        assertThat(flow.flow().http().requests()).isEqualTo(1);
        assertThat(flow.flow().http().status()).isZero();
    }

    @Test
    void stopsAtAHeadWithoutEnd() {
        flow.sends(Side.CLIENT, "GET / HTTP/1.1\r\n");
        for (int i = 0; i < 100; i++) {
            flow.sends(Side.CLIENT, "X-Header: " + "x".repeat(1_000) + "\r\n");
        }
        flow.sends(Side.CLIENT, "\r\nGET / HTTP/1.1\r\n\r\n");

        assertThat(flow.flow().http().requests()).isEqualTo(1);
    }

    @Test
    void stopsAtALineWithoutEnd() {
        flow.sends(Side.CLIENT, "GET /" + "x".repeat(20_000));
        flow.sends(Side.CLIENT, "\r\nGET / HTTP/1.1\r\n\r\n");
        flow.sends(Side.SERVER, "HTTP/1.1 200 " + "x".repeat(20_000));
        flow.sends(Side.SERVER, "\r\nHTTP/1.1 200 OK\r\n");

        assertThat(flow.flow().http()).isEqualTo(new HttpFacts("", "", 0, 0));
    }

    @Test
    void skipsABodyOfManyGigabytesWithoutReadingIt() {
        flow.sends(Side.CLIENT, "POST / HTTP/1.1\r\nContent-Length: 9000000000\r\n\r\n");
        flow.sends(Side.CLIENT, "GET / HTTP/1.1\r\n\r\n".repeat(1_000));

        assertThat(flow.flow().http().requests()).isEqualTo(1);
    }

    @Test
    void cleansAndCutsWhatItNotes() {
        flow.sends(Side.CLIENT, "GET /\u001b[2J" + "x".repeat(1_000) + " HTTP/1.1\r\nHost: a\u0007b\r\n\r\n");

        assertThat(flow.flow().http().requestLine())
                .startsWith("GET /\uFFFD[2Jxxx")
                .hasSize(513);
        assertThat(flow.flow().http().host()).isEqualTo("a\uFFFDb");
    }

    private void cut(Random random, Side side, String text) {
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(9));
            flow.sends(side, text.substring(from, to));
            from = to;
        }
    }

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }
}
