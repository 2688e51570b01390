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
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100 MiB each way at once, byte for byte. */
@Tag("system")
class LargeTransferTest {
    private static final int MEBIBYTES = 100;
    private static final int EXPLICIT = Ports.free();
    private static final String URL = "https://" + World.SITE + "/";

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int server;

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        server = origin.serve(world.web.issue(Algorithm.EC, World.SITE));
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(world.clientInspection(List.of(server)), World.explicit(EXPLICIT, "OUT")));
    }

    @Test
    void bothWaysOverHttp1() throws Exception {
        assertBothWaysArrive(curl().http1());
    }

    @Test
    void bothWaysOverHttp2() throws Exception {
        assertBothWaysArrive(curl().http2());
    }

    private static void assertBothWaysArrive(Curl curl) throws Exception {
        Path served = random(origin.file("large"), 1);
        Path sent = random(home.resolve("to-be-sent"), 2);
        Path received = home.resolve("received");

        CompletableFuture<Ran> download = CompletableFuture.supplyAsync(
                () -> curl.with("--output", received.toString()).run(URL + "large"));
        CompletableFuture<Ran> upload = CompletableFuture.supplyAsync(
                () -> curl.with("--upload-file", sent.toString()).run(URL + "upload/large"));
        download.join().succeeded();
        upload.join().succeeded();

        assertThat(hash(received)).isEqualTo(hash(served));
        assertThat(hash(origin.file("upload/large"))).isEqualTo(hash(sent));
        long transferred = (long) MEBIBYTES << 20;
        assertThat(device.counter("npSslInspStats", "clientBytesIn")).isGreaterThan(transferred);
        assertThat(device.counter("npSslInspStats", "serverBytesIn")).isGreaterThan(transferred);
    }

    private static Curl curl() {
        return Curl.trusting(world.signing.own()).throughProxy(EXPLICIT).connectingTo(server);
    }

    private static Path random(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
