package org.bumpwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A test server of a TLS library, set to something that hardly anybody speaks any more. */
record OldServer(int port, Process process, Path output) implements AutoCloseable {
    /** @param command with {@code PORT} where the port belongs */
    static OldServer start(Path directory, List<String> command) {
        int port = Ports.free();
        Path output = directory.resolve("server-" + port + ".out");
        List<String> words = command.stream()
                .map(word -> word.equals("PORT") ? String.valueOf(port) : word)
                .toList();
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Ports.awaitOpen(port, process, output);
            return new OldServer(port, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** OpenSSL's, which shows a page about the connection. */
    static OldServer openssl(Path directory, CertificateFiles certificate, String... options) {
        return start(
                directory,
                Stream.concat(
                                Stream.of(
                                        Peer.OPENSSL.program(),
                                        "s_server",
                                        "-accept",
                                        "PORT",
                                        "-cert",
                                        certificate.pem().toString(),
                                        "-key",
                                        certificate.key().toString(),
                                        "-www",
                                        "-tlsextdebug",
                                        "-cipher",
                                        "ALL:@SECLEVEL=0"),
                                Stream.of(options))
                        .toList());
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
