package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way through the device, in every version, carries each byte and each kind of end as it came. */
class RelayFidelityTest {
    private static final int[] LENGTHS = {0, 1, 16_383, 16_384, 16_385, 1 << 20};
    private static final int MUCH = 64 << 20;

    static Stream<Arguments> ways() {
        return Stream.of(Passage.values())
                .flatMap(passage -> Stream.of("TLSv1.2", "TLSv1.3").map(version -> Arguments.of(passage, version)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void carriesEachLengthBothWays(Passage passage, String version) throws Exception {
        try (Origin origin = origin(version, Origin.ECHO);
                Device device = passage.device(origin.endpoint(), new TestConfig())) {
            for (int length : LENGTHS) {
                byte[] sent = random(length);
                try (SSLSocket client = connect(passage, device)) {
                    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, sent));
                    byte[] received = client.getInputStream().readAllBytes();
                    sending.get();

                    assertThat(Arrays.equals(received, sent))
                            .as("%d bytes", length)
                            .isTrue();
                }
            }
            device.awaitNoFlows();
            assertThat(device.journal.records(SslInspectionRecord.class))
                    .hasSize(LENGTHS.length)
                    .extracting(SslInspectionRecord::reason)
                    .containsOnly(passage == Passage.NOT_DECRYPTED ? "bypassDomain" : "");
            if (passage != Passage.NOT_DECRYPTED) {
                assertThat(device.journal.records(SslInspectionRecord.class))
                        .allSatisfy(record -> assertThat(record.fields()).containsEntry("serverVersion", version));
                assertThat(device.ssl("clientBytesIn"))
                        .isEqualTo(device.ssl("serverBytesOut"))
                        .isEqualTo(IntStream.of(LENGTHS).sum());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesMuchBothWaysAtOnce(Passage passage) throws Exception {
        try (Origin origin = origin("TLSv1.3", socket -> {
                    CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> hash(socket));
                    MessageDigest sent = MessageDigest.getInstance("SHA-256");
                    sendMuch(socket, sent, 1);
                    socket.getOutputStream().write(heard.get());
                    socket.getOutputStream().write(sent.digest());
                    socket.shutdownOutput();
                });
                Device device = passage.device(origin.endpoint(), new TestConfig());
                SSLSocket client = connect(passage, device)) {
            MessageDigest sent = MessageDigest.getInstance("SHA-256");
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                sendMuch(client, sent, 2);
                end(client);
            });
            MessageDigest received = MessageDigest.getInstance("SHA-256");
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[65_536];
            for (int left = MUCH; left > 0; ) {
                int n = in.read(buffer, 0, Math.min(left, buffer.length));
                assertThat(n).isPositive();
                received.update(buffer, 0, n);
                left -= n;
            }
            sending.get();

            assertThat(in.readNBytes(32)).as("what the server heard").isEqualTo(sent.digest());
            assertThat(received.digest()).as("what the client heard").isEqualTo(in.readNBytes(32));
            assertThat(in.read()).isEqualTo(-1);
            // On each side the channel's water mark, one read, and the TLS record that it completed.
            assertThat(device.tcp("bufferedPeak")).isLessThan(2 * (256 + 64 + 16) * 1024L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesManySmallWritesInOrder(Passage passage) throws Exception {
        try (Origin origin = origin("TLSv1.3", Origin.ECHO);
                Device device = passage.device(origin.endpoint(), new TestConfig());
                SSLSocket client = connect(passage, device)) {
            byte[] sent = random(3_000);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (byte one : sent) {
                        client.getOutputStream().write(one);
                    }
                    client.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
            sending.get();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void letsTheServerSpeakFirstAndEndFirst(Passage passage, String version) throws Exception {
        CompletableFuture<String> lastWords = new CompletableFuture<>();
        try (Origin origin = origin(version, socket -> {
                    socket.getOutputStream().write("220 ready\r\n".getBytes(US_ASCII));
                    socket.shutdownOutput();
                    lastWords.complete(new String(socket.getInputStream().readAllBytes(), US_ASCII));
                });
                Device device = passage.device(origin.endpoint(), new TestConfig());
                SSLSocket client = connect(passage, device)) {
            assertThat(client.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("220 ready\r\n");
            if (version.equals("TLSv1.3")) {
                client.getOutputStream().write("quit".getBytes(US_ASCII));
            }
            // JSSE with TLS 1.2 ends its direction by itself; a client that is inspected speaks TLS 1.3 here.
            if (!client.isOutputShutdown()) {
                client.shutdownOutput();
            }

            assertThat(lastWords.get()).isEqualTo(version.equals("TLSv1.3") ? "quit" : "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesAResetOfTheServerOn(Passage passage) throws Exception {
        try (Cutter cutter = new Cutter();
                Origin origin = origin("TLSv1.3", Origin.ECHO)) {
            cutter.serve(origin.endpoint().port());
            try (Device device = passage.device(cutter.endpoint(), new TestConfig());
                    SSLSocket client = connect(passage, device)) {
                client.getOutputStream().write('x');
                assertThat(client.getInputStream().read()).isEqualTo('x');
                cutter.reset();

                assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
                device.awaitNoFlows();
                assertThat(device.tcp("resetByServer")).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnIdleConnectionForItsTimeAndNoLonger(Passage passage) throws Exception {
        Duration idle = Duration.ofSeconds(2);
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), idle);
        try (Origin origin = origin("TLSv1.3", Origin.ECHO);
                Device device = passage.device(origin.endpoint(), new TestConfig().timeouts(timeouts));
                SSLSocket client = connect(passage, device)) {
            long spokeLast = System.nanoTime();
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - spokeLast)).isGreaterThanOrEqualTo(idle);
            await().until(() -> device.tcp("idleTimeout") == 1);
        }
    }

    @RepeatedTest(10)
    void losesNothingOfAClientThatEndsRightBehindItsFirstBytes() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = Device.running(new TestConfig()
                        .cleartext(Cleartext.BYPASS)
                        .reverse(origin.endpoint())
                        .client(origin.endpoint().port()));
                Socket client = device.connect()) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("GET / HTTP/1.0\r\n\r\n");
        }
    }

    private static Origin origin(String version, Origin.Service service) throws Exception {
        SSLServerSocket listening = (SSLServerSocket)
                TestPki.showing(TestPki.ECDSA_SITE).getServerSocketFactory().createServerSocket();
        listening.setEnabledProtocols(new String[] {version});
        return Origin.of(listening, service);
    }

    private static SSLSocket connect(Passage passage, Device device) throws Exception {
        return device.connect(passage.trust(), Passage.SITE);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sendMuch(Socket socket, MessageDigest sent, long seed) {
        try {
            Random random = new Random(seed);
            byte[] block = new byte[1 << 16];
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < MUCH >> 16; i++) {
                random.nextBytes(block);
                sent.update(block);
                out.write(block);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(Socket socket) {
        try {
            MessageDigest heard = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            int n;
            while ((n = socket.getInputStream().read(buffer)) > 0) {
                heard.update(buffer, 0, n);
            }
            return heard.digest();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
