package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.IpsProfile;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes through an inspected flow arrives as it was sent, and ends as it ended. */
class RelayTest {
    private static final String SITE = "www.example.com";
    private static final int BULK = 24 << 20;

    @Test
    void carriesMuchDataBothWaysAtOnce() throws Exception {
        try (Origin origin = origin(Origin.ECHO);
                Device device = device(origin, new TestConfig())) {
            MessageDigest sent = MessageDigest.getInstance("SHA-256");
            MessageDigest received = MessageDigest.getInstance("SHA-256");
            try (SSLSocket client = connect(device)) {
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, sent));
                byte[] buffer = new byte[65_536];
                int n;
                while ((n = client.getInputStream().read(buffer)) > 0) {
                    received.update(buffer, 0, n);
                }
                sending.get();
            }

            assertThat(received.digest()).isEqualTo(sent.digest());
            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEmpty();
            assertThat(record.clientBytesIn()).isEqualTo(BULK);
            assertThat(record.clientBytesOut()).isEqualTo(BULK);
            assertThat(record.serverBytesIn()).isEqualTo(BULK);
            assertThat(record.serverBytesOut()).isEqualTo(BULK);
            assertThat(device.tcp("bufferedBytes")).isZero();
        }
    }

    private static void send(SSLSocket client, MessageDigest sent) {
        try {
            Random random = new Random(7);
            byte[] buffer = new byte[100_000];
            for (int left = BULK; left > 0; ) {
                random.nextBytes(buffer);
                int n = Math.min(left, buffer.length);
                sent.update(buffer, 0, n);
                client.getOutputStream().write(buffer, 0, n);
                left -= n;
            }
            client.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void holdsAFastServerBackWhileTheClientIsSlow() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (Origin origin = origin(socket -> {
                    OutputStream out = socket.getOutputStream();
                    byte[] block = new byte[1 << 16];
                    for (int i = 0; i < BULK >> 16; i++) {
                        out.write(block);
                        written.addAndGet(block.length);
                    }
                    socket.shutdownOutput();
                });
                Device device = device(origin, new TestConfig())) {
            try (SSLSocket client = connect(device)) {
                await().until(() -> device.tcp("backpressurePauses") > 0);
                // Kernel buffers of four sockets, at most 6 MiB each way here, and the device's own bound.
                await().during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> written.get() < BULK && device.tcp("bufferedBytes") <= (512 << 10));

                assertThat(client.getInputStream().readAllBytes()).hasSize(BULK);
            }
            device.awaitNoFlows();
            assertThat(device.tcp("bufferedPeak")).isPositive();
            assertThat(device.tcp("bufferedBytes")).isZero();
        }
    }

    @Test
    void losesNothingOfAServerThatEndsWhileItIsHeldBack() throws Exception {
        int length = 6 << 20;
        try (Origin origin = origin(socket -> {
                    socket.getOutputStream().write(new byte[length]);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                });
                Device device = device(origin, new TestConfig());
                Socket tcp = new Socket()) {
            tcp.setReceiveBufferSize(4096);
            tcp.connect(device.address());
            try (SSLSocket client = Device.secure(trust(), tcp, SITE)) {
                await().until(() -> device.tcp("backpressurePauses") > 0);
                client.getOutputStream().write(new byte[100]);

                assertThat(client.getInputStream().readAllBytes()).hasSize(length);
            }
            assertThat(device.session().reason()).isEmpty();
        }
    }

    @Test
    void letsAServerSpeakFirst() throws Exception {
        try (Origin origin = origin(socket -> {
                    socket.getOutputStream().write("* OK IMAP4 ready\r\n".getBytes(US_ASCII));
                    Origin.ECHO.serve(socket);
                });
                Device device = device(origin, new TestConfig());
                SSLSocket client = connect(device)) {
            assertThat(client.getInputStream().readNBytes(18))
                    .asString(US_ASCII)
                    .isEqualTo("* OK IMAP4 ready\r\n");
        }
    }

    @Test
    void passesTheEndOfTheClientOnAndTheAnswerBack() throws Exception {
        try (Origin origin = origin(socket -> {
                    byte[] all = socket.getInputStream().readAllBytes();
                    socket.getOutputStream().write(("got " + all.length).getBytes(US_ASCII));
                    socket.shutdownOutput();
                });
                Device device = device(origin, new TestConfig())) {
            try (SSLSocket client = connect(device)) {
                client.getOutputStream().write(new byte[1000]);
                client.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes())
                        .asString(US_ASCII)
                        .isEqualTo("got 1000");
            }

            assertThat(device.session().reason()).isEmpty();
            assertThat(device.tcp("halfClosedByClient")).isEqualTo(1);
        }
    }

    @Test
    void passesTheEndOfTheServerOnAndTheClientsLastWords() throws Exception {
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        try (Origin origin = origin(socket -> {
                    socket.getOutputStream().write("bye".getBytes(US_ASCII));
                    socket.shutdownOutput();
                    heard.complete(socket.getInputStream().readAllBytes());
                });
                Device device = device(origin, new TestConfig())) {
            try (SSLSocket client = connect(device)) {
                assertThat(client.getInputStream().readAllBytes())
                        .asString(US_ASCII)
                        .isEqualTo("bye");
                client.getOutputStream().write("last words".getBytes(US_ASCII));
                client.shutdownOutput();
                assertThat(heard.get()).asString(US_ASCII).isEqualTo("last words");
            }

            device.session();
            assertThat(device.tcp("halfClosedByServer")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsTheClientWhetherTheServerWasCutOff(boolean cutOff) throws Exception {
        try (Cutter cutter = new Cutter();
                Origin origin = origin(socket -> {
                    socket.getOutputStream().write("half a".getBytes(US_ASCII));
                    socket.getInputStream().read();
                    if (cutOff) {
                        cutter.cut();
                    }
                })) {
            cutter.serve(origin.endpoint().port());
            try (Device device = Device.running(new TestConfig()
                    .reverse(cutter.endpoint())
                    .server(cutter.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)))) {
                try (EndWitness client = EndWitness.connect(device.address())) {
                    client.awaitText("half a");
                    client.send(1);

                    assertThat(client.sawProperEnd()).isEqualTo(!cutOff);
                }
                assertThat(device.session().reason()).isEqualTo(cutOff ? "truncated" : "");
            }
        }
    }

    @Test
    void passesAResetOn() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        try (Origin origin = origin(socket -> {
                    socket.getOutputStream().write('x');
                    try {
                        socket.getInputStream().read();
                        seen.complete(new AssertionError("The client's end looked proper"));
                    } catch (IOException e) {
                        seen.complete(e);
                    }
                });
                Device device = device(origin, new TestConfig())) {
            Socket tcp = device.connect();
            Device.secure(trust(), tcp, SITE).getInputStream().read();
            tcp.setSoLinger(true, 0);
            tcp.close();

            assertThat(seen.get()).hasMessageContaining("reset");
            device.session();
            assertThat(device.tcp("resetByClient")).isEqualTo(1);
        }
    }

    @Test
    void forwardsNothingOfWhatAFilterBlocks() throws Exception {
        IpsFilter filter = new IpsFilter(
                "F",
                "",
                true,
                IpsFilter.Direction.CLIENT_TO_SERVER,
                "attack",
                false,
                false,
                "major",
                IpsFilter.Action.BLOCK,
                true);
        CompletableFuture<Integer> heard = new CompletableFuture<>();
        try (Origin origin = origin(socket -> {
                    int n = 0;
                    try {
                        while (socket.getInputStream().read() >= 0) {
                            n++;
                        }
                    } finally {
                        heard.complete(n);
                    }
                });
                Device device = device(origin, new TestConfig().ips(new IpsProfile("I", "", List.of(filter))));
                SSLSocket client = connect(device)) {
            client.getOutputStream().write("an attack".getBytes(US_ASCII));

            assertThat(heard.get()).isZero();
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Blocked");
            assertThat(record.reason()).isEqualTo("blockFilter");
            assertThat(record.clientBytesIn()).isEqualTo(9);
            assertThat(record.serverBytesOut()).isZero();
            assertThat(device.ssl("resetsToClient")).isEqualTo(1);
            assertThat(device.ssl("resetsToServer")).isEqualTo(1);
        }
    }

    @Test
    void closesAFlowThatIsIdle() throws Exception {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300));
        try (Origin origin = origin(Origin.ECHO);
                Device device = device(origin, new TestConfig().timeouts(timeouts));
                SSLSocket client = connect(device)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);

            assertThat(device.session().reason()).isEqualTo("idleTimeout");
            assertThat(device.tcp("idleTimeout")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesManyFlowsAtOnce(boolean outbound) throws Exception {
        int flows = 60;
        ExecutorService threads = Executors.newFixedThreadPool(flows);
        try (Origin origin = origin(Origin.ECHO);
                Device device = outbound
                        ? Device.running(new TestConfig()
                                .reverse(origin.endpoint())
                                .client(origin.endpoint().port()))
                        : device(origin, new TestConfig())) {
            SSLContext trust = TestPki.trusting((outbound ? TestPki.SIGNING_CA : TestPki.PUBLIC_CA).getCertificate());
            List<Future<Integer>> lengths = new ArrayList<>();
            for (int i = 0; i < flows; i++) {
                int length = 1_000 * i;
                lengths.add(threads.submit(() -> {
                    try (SSLSocket client = device.connect(trust, SITE)) {
                        client.getOutputStream().write(new byte[length]);
                        client.shutdownOutput();
                        return client.getInputStream().readAllBytes().length;
                    }
                }));
            }
            for (int i = 0; i < flows; i++) {
                assertThat(lengths.get(i).get()).isEqualTo(1_000 * i);
            }
            device.awaitNoFlows();

            assertThat(device.ssl("connTotal")).isEqualTo(flows);
            assertThat(device.ssl("connInspected")).isEqualTo(flows);
            assertThat(device.ssl("connActive")).isZero();
            assertThat(device.journal.records(SslInspectionRecord.class)).hasSize(flows);
            assertThat(device.tcp("established")).isEqualTo(flows);
            assertThat(device.tcp("closed")).isEqualTo(flows);
            assertThat(device.ssl("clientBytesIn")).isEqualTo(1_000L * flows * (flows - 1) / 2);
            if (outbound) {
                assertThat(device.ssl("certMinted")).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Origin origin(Origin.Service service) throws Exception {
        return Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), service);
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(config.reverse(origin.endpoint())
                .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)));
    }

    private static SSLSocket connect(Device device) throws Exception {
        return device.connect(trust(), SITE);
    }

    private static SSLContext trust() throws Exception {
        return TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
    }
}
