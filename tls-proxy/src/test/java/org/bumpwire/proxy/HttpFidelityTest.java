package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP in its less usual forms passes as it was said and when it was said, inspected or not. */
class HttpFidelityTest {
    /** Each part is sent once the one before has arrived; those that begin with '<' are the server's. */
    private record Conversation(String name, List<String> parts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Conversation> CONVERSATIONS = List.of(
            new Conversation(
                    "100-continue",
                    List.of(
                            ">PUT /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n",
                            "<HTTP/1.1 100 Continue\r\n\r\n",
                            ">body",
                            "<HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")),
            new Conversation(
                    "chunks and trailers both ways",
                    List.of(
                            ">POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: Sum\r\n\r\n4;x=y\r\nbo",
                            ">dy\r\n0\r\nSum: 1\r\n\r\n",
                            "<HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Sum\r\n\r\n1\r\na\r\n",
                            "<0\r\nSum: 2\r\n\r\n",
                            ">GET /b HTTP/1.1\r\nHost: x\r\n\r\n",
                            "<HTTP/1.1 204 No Content\r\n\r\n")),
            new Conversation(
                    "upgrade to WebSocket",
                    List.of(
                            ">GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                            "<HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                            "<\u0081\u0005hello",
                            ">\u0081\u0085\0\0\0\0there",
                            "<\u0089\0",
                            ">\u008a\u0080\0\0\0\0",
                            "<\u0088\u0002\u0003\u00e8")),
            new Conversation(
                    "headers of 200 KiB",
                    List.of(
                            ">GET /a HTTP/1.1\r\nHost: x\r\nCookie: " + "c".repeat(200 << 10) + "\r\n\r\n",
                            "<HTTP/1.1 200 OK\r\nX-Long: " + "d".repeat(200 << 10)
                                    + "\r\nContent-Length: 2\r\n\r\nok")),
            new Conversation(
                    "pipelined requests",
                    List.of(
                            ">GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n",
                            "<HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2")),
            new Conversation(
                    "a body until the end",
                    List.of(">GET /a HTTP/1.0\r\n\r\n", "<HTTP/1.0 200 OK\r\n\r\nall ", "<that there is")),
            new Conversation("no HTTP at all", List.of("<\0\u00ff\u0001", ">\u0016\u0003\u0003\0\0", "<\r\n\r\n\r\n")));

    static Stream<Arguments> cases() {
        return CONVERSATIONS.stream()
                .flatMap(said -> Stream.of(Passage.values()).map(passage -> Arguments.of(passage, said)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void passesAsItWasSaid(Passage passage, Conversation said) throws Exception {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), socket -> {
                    try {
                        play(socket, said, '<');
                        heard.complete(null);
                    } catch (Throwable e) {
                        heard.completeExceptionally(e);
                    }
                });
                Device device = passage.device(origin.endpoint(), new TestConfig().http())) {
            try (SSLSocket client = device.connect(passage.trust(), Passage.SITE)) {
                play(client, said, '>');
                client.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes()).isEmpty();
            }
            heard.get();

            device.awaitNoFlows();
            assertThat(device.journal.records(SslInspectionRecord.class))
                    .extracting(SslInspectionRecord::reason)
                    .containsExactly(passage == Passage.NOT_DECRYPTED ? "bypassDomain" : "");
        }
    }

    private static void play(Socket socket, Conversation said, char mine) throws IOException {
        for (String part : said.parts()) {
            byte[] bytes = part.substring(1).getBytes(ISO_8859_1);
            if (part.charAt(0) == mine) {
                socket.getOutputStream().write(bytes);
            } else {
                assertThat(socket.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
            }
        }
    }
}
