package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many flows one after the other, and many at once: the client, the counters and the journal agree exactly. */
@Tag("system")
class ManyFlowsTest {
    private static final int SEQUENTIAL = 10_000;
    private static final int CONCURRENT = 500;
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int reverse;

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        int server = origin.serve(world.web.issue(Algorithm.EC, World.SITE));
        origin.start();
        reverse = Ports.free();
        device = Device.start(
                home.resolve("device"),
                World.lines(world.clientInspection(List.of(server)), World.reverse("WEB", 1, reverse, server, "OUT")));
    }

    @BeforeEach
    void startFromZero() {
        device.ssh("clear log sslInspection").succeeded();
        device.ssh("debug np stats clear npSslInspStats").succeeded();
        device.ssh("debug np stats clear npTcpProxyStats").succeeded();
    }

    @Test
    void sequential() throws IOException {
        TlsClient client = new TlsClient(world.signing.own().certificate());
        requestOver(client.connect(reverse, World.SITE));
        awaitSettled();
        startFromZero();
        long openFiles = openFiles();

        for (int i = 0; i < SEQUENTIAL; i++) {
            requestOver(client.connect(reverse, World.SITE));
        }

        awaitSettled();
        assertAllAgree(SEQUENTIAL);
        assertThat(openFiles()).isLessThan(openFiles + 20);
    }

    @Test
    void concurrent() throws Exception {
        TlsClient client = new TlsClient(world.signing.own().certificate());
        ExecutorService pool = Executors.newFixedThreadPool(50);
        List<Future<SSLSocket>> connecting = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
            connecting.add(pool.submit(() -> client.connect(reverse, World.SITE)));
        }
        List<SSLSocket> connected = new ArrayList<>();
        for (Future<SSLSocket> one : connecting) {
            connected.add(one.get());
        }
        assertThat(device.counter("npSslInspStats", "connActive")).isEqualTo(CONCURRENT);

        List<Future<?>> asking = new ArrayList<>();
        for (SSLSocket socket : connected) {
            asking.add(pool.submit(() -> requestOver(socket)));
        }
        for (Future<?> one : asking) {
            one.get();
        }
        pool.shutdown();

        awaitSettled();
        assertAllAgree(CONCURRENT);
        assertThat(device.counter("npSslInspStats", "connPeak")).isEqualTo(CONCURRENT);
    }

    private static void requestOver(SSLSocket socket) {
        try (socket) {
            assertThat(TlsClient.get(socket, World.SITE))
                    .startsWith("HTTP/1.1 200")
                    .endsWith(NginxOrigin.PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitSettled() {
        await().atMost(SETTLES_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> device.counter("npSslInspStats", "connActive") == 0);
    }

    private static void assertAllAgree(int flows) {
        assertThat(device.counter("npSslInspStats", "connTotal")).isEqualTo(flows);
        assertThat(device.counter("npSslInspStats", "connInspected")).isEqualTo(flows);
        assertThat(device.counter("npSslInspStats", "journalAppended")).isEqualTo(flows);
        assertThat(device.counter("npSslInspStats", "journalDropped")).isZero();
        assertThat(device.counter("npTcpProxyStats", "closed")).isEqualTo(flows);
        String counted = device.ssh("show log sslInspection last 20000 where action=Inspected | count")
                .succeeded()
                .out();
        assertThat(counted).containsPattern("\\b" + flows + "\\b");
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(device.pid()), "fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
