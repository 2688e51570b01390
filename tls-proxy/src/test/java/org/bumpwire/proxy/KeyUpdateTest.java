package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenSSL on both ends changes its keys in the middle of a TLS 1.3 session (RFC 8446, section 4.6.3). */
class KeyUpdateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void goesOnAfterEitherPeerHasChangedItsKeys(Passage passage) throws Exception {
        Path certificate = write(
                "site.pem", "CERTIFICATE", TestPki.ECDSA_SITE.getCertificate().getEncoded());
        Path key = write(
                "site.key",
                "PRIVATE KEY",
                TestPki.ECDSA_SITE.getKeyPair().getPrivate().getEncoded());
        Endpoint at = free();
        try (Terminal server = new Terminal(
                "s_server",
                "-accept",
                at.toString(),
                "-tls1_3",
                "-cert",
                certificate.toString(),
                "-key",
                key.toString())) {
            await().atMost(PATIENCE).until(() -> server.shown().contains("ACCEPT"));
            try (Device device = passage.device(at, new TestConfig());
                    Terminal client = new Terminal(
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + device.port(),
                            "-servername",
                            Passage.SITE,
                            "-tls1_3")) {
                say(client, "one", server);
                say(server, "two", client);
                for (String update : List.of("k", "K")) {
                    client.command(update, "KEYUPDATE");
                    say(client, "by client " + update, server);
                    say(server, "answer after client's " + update, client);
                    server.command(update, "SSL_do_handshake ->");
                    say(server, "by server " + update, client);
                    say(client, "answer after server's " + update, server);
                }
                client.type("Q");
                device.awaitNoFlows();

                assertThat(device.journal.records(SslInspectionRecord.class))
                        .extracting(SslInspectionRecord::reason)
                        .containsExactly(passage == Passage.NOT_DECRYPTED ? "bypassDomain" : "");
            }
        }
    }

    private static void say(Terminal from, String words, Terminal to) throws IOException {
        from.type(words);
        await().atMost(PATIENCE).until(() -> to.shown().contains(words));
    }

    private Path write(String name, String type, byte[] der) throws IOException {
        String pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
        return Files.writeString(directory.resolve(name), pem);
    }

    private static Endpoint free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    /** OpenSSL's program with somebody at its keyboard. */
    private final class Terminal implements AutoCloseable {
        private final Path screen;
        private final Process process;

        Terminal(String... command) throws IOException {
            screen = directory.resolve(command[0] + ".txt");
            // With whole buffers it would say too late what it has done.
            List<String> words = new ArrayList<>(List.of(program("stdbuf"), "-oL", program("openssl")));
            words.addAll(List.of(command));
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start();
        }

        /** A command of one letter; what it says when that is done must not come together with the next line. */
        void command(String letter, String done) throws IOException {
            int before = shown().split(done, -1).length;
            type(letter);
            await().atMost(PATIENCE).until(() -> shown().split(done, -1).length > before);
        }

        /** A line. */
        void type(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(US_ASCII));
            process.getOutputStream().flush();
        }

        String shown() throws IOException {
            return Files.readString(screen, ISO_8859_1);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    private static String program(String name) {
        var found = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow().toString();
    }
}
