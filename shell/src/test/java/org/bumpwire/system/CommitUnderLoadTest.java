package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit takes effect for new flows and drops no old one; a refused commit changes nothing. */
@Tag("system")
class CommitUnderLoadTest {
    private static final int EXPLICIT = Ports.free();
    private static final String URL = "https://" + World.SITE + "/";
    private static final int LARGE = 12 << 20;
    private static final int LONG_FLOWS = 6;
    private static final int COMMITS = 8;

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int server;

    private final ExecutorService load = Executors.newFixedThreadPool(LONG_FLOWS + 1);

    @BeforeAll
    static void start() throws IOException {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        server = origin.serve(world.web.issue(Algorithm.EC, World.SITE));
        origin.start();
        byte[] large = new byte[LARGE];
        new Random(1).nextBytes(large);
        Files.write(origin.file("large"), large);
        device = Device.start(
                home.resolve("device"),
                World.lines(world.clientInspection(List.of(server)), World.explicit(EXPLICIT, "OUT")));
    }

    @AfterEach
    void endLoad() {
        load.shutdownNow();
    }

    @Test
    void commitsDropNoFlowAndDecideForNewOnes() throws Exception {
        List<CompletableFuture<Ran>> downloads = new ArrayList<>();
        for (int i = 0; i < LONG_FLOWS; i++) {
            Path received = home.resolve("received-" + i);
            Curl slow = curl(world.signing).with("--limit-rate", "2M", "--output", received.toString());
            downloads.add(CompletableFuture.supplyAsync(() -> slow.run(URL + "large"), load));
        }
        AtomicBoolean committing = new AtomicBoolean(true);
        AtomicInteger shortFlows = new AtomicInteger();
        CompletableFuture<Void> requests = CompletableFuture.runAsync(
                () -> {
                    while (committing.get()) {
                        curl(world.signing).run(URL).succeeded();
                        shortFlows.incrementAndGet();
                    }
                },
                load);

        for (int i = 1; i <= COMMITS; i++) {
            commit("segment CLIENTS description \"Commit %d\"".formatted(i));
        }
        committing.set(false);
        requests.join();
        commit("sslinsp client disable");
        assertThat(curl(world.web).get(URL).issuer()).isEqualTo("CN=Web CA");
        for (CompletableFuture<Ran> download : downloads) {
            download.join().succeeded();
        }

        assertThat(shortFlows).hasPositiveValue();
        for (int i = 0; i < LONG_FLOWS; i++) {
            assertThat(home.resolve("received-" + i)).hasSameBinaryContentAs(origin.file("large"));
        }
        commit("sslinsp client enable");
        assertThat(curl(world.signing).get(URL).issuer()).isEqualTo("CN=Signing CA");
    }

    @Test
    void aRefusedCommitChangesNothing() throws Exception {
        Map<String, String> before = configurationOnDisk();
        String displayed = device.ssh("display").succeeded().out();

        Ran refused = device.type(List.of(
                "edit",
                "segment CLIENTS mode explicit 127.0.0.1:" + server,
                "virtual-segment CLIENTS description changed",
                "commit",
                "discard",
                "!",
                "exit"));

        assertThat(refused.out() + refused.err()).contains("127.0.0.1:" + server);
        assertThat(configurationOnDisk()).isEqualTo(before);
        assertThat(device.ssh("display").succeeded().out()).isEqualTo(displayed);
        assertThat(curl(world.signing).get(URL).issuer()).isEqualTo("CN=Signing CA");
    }

    private static void commit(String statement) {
        Ran session = device.type(List.of("edit", statement, "commit", "!", "exit"));
        assertThat(session.out() + session.err()).contains("Committed");
    }

    private static Curl curl(TestAuthority trusted) {
        return Curl.trusting(trusted.own())
                .throughProxy(EXPLICIT)
                .connectingTo(server)
                .http1();
    }

    /** The hash of every file of the configuration and the vault. */
    private static Map<String, String> configurationOnDisk() throws IOException, NoSuchAlgorithmException {
        Map<String, String> hashes = new TreeMap<>();
        for (String part : List.of("config", "vault")) {
            try (Stream<Path> files = Files.walk(device.state().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    hashes.put(device.state().relativize(file).toString(), hash(file));
                }
            }
        }
        assertThat(hashes).hasSizeGreaterThan(2);
        return hashes;
    }

    private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
