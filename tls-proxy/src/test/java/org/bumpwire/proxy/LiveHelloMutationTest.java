package org.bumpwire.proxy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.hello.HelloMutator;
import org.bumpwire.proxy.hello.Mutations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is made of real hellos, each flow of a running device ends soon, with one record, and harms no other. */
class LiveHelloMutationTest {
    private static final long USUAL = 1_000;
    private static final int AT_ONCE = 24;

    /** Well above all timeouts of the device together. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofMillis(700), Duration.ofSeconds(10), Duration.ofMillis(1_500), Duration.ofSeconds(2));

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource
    void endsEachFlowWithOneRecord(Passage passage) throws Exception {
        long cases = Mutations.count(USUAL);
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = passage.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS))) {
            ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
            Mutations.seeds(USUAL).forEach(seed -> clients.execute(() -> send(device, seed)));
            clients.shutdown();
            assertThat(clients.awaitTermination(60 + cases / 10, TimeUnit.SECONDS))
                    .as("All clients ended")
                    .isTrue();

            assertThat(wrong).isEmpty();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> device.server.sessions().isEmpty());
            assertCounted(device, cases);
            passage.assertServes(device);
        }
    }

    private void send(Device device, long seed) {
        Random random = new Random(seed);
        try (Socket client = device.connect()) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.setTcpNoDelay(true);
            try {
                sendCutUp(client.getOutputStream(), HelloMutator.mutated(seed), random);
                switch (random.nextInt(10)) {
                    case 0 -> client.setSoLinger(true, 0);
                    case 1 -> {
                        // Leaves at once.
                    }
                    case 2 -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
                    default -> {
                        client.shutdownOutput();
                        client.getInputStream().transferTo(OutputStream.nullOutputStream());
                    }
                }
            } catch (SocketTimeoutException e) {
                wrong.add("Seed %d was left hanging".formatted(seed));
            } catch (IOException e) {
                // The device has closed already, which is one way to end it.
            }
        } catch (IOException e) {
            wrong.add("Seed %d could not connect: %s".formatted(seed, e));
        }
    }

    private static void sendCutUp(OutputStream out, byte[] hello, Random random) throws IOException {
        int longest = random.nextBoolean() ? hello.length + 1 : 1 + random.nextInt(300);
        for (int at = 0; at < hello.length; ) {
            int length = Math.min(1 + random.nextInt(longest), hello.length - at);
            out.write(hello, at, length);
            at += length;
        }
    }

    private static void assertCounted(Device device, long cases) {
        List<SslInspectionRecord> records = device.journal.records(SslInspectionRecord.class);
        assertThat(records).hasSize(Math.toIntExact(cases));
        assertThat(records).extracting(SslInspectionRecord::sessionId).doesNotHaveDuplicates();
        assertThat(records).extracting(SslInspectionRecord::reason).doesNotContain("", "internalError");
        assertThat(device.ssl("connTotal")).isEqualTo(cases);
        assertThat(device.ssl("connActive")).isZero();
        assertThat(device.tcp("matched")).isEqualTo(cases);
        assertThat(device.tcp("closed")).isEqualTo(cases);
        assertThat(device.tcp("bufferedBytes")).isZero();
        assertThat(device.ssl("journalAppended")).isEqualTo(cases);
        assertThat(device.ssl("connInspected")).isZero();
        Map<String, Long> reasons = records.stream().collect(groupingBy(SslInspectionRecord::reason, counting()));
        reasons.forEach(
                (reason, times) -> assertThat(device.ssl(reason)).as(reason).isEqualTo(times));
    }
}
