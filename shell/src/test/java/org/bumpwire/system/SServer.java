package org.bumpwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** OpenSSL's s_server, which answers every request with a page about the session. */
final class SServer implements AutoCloseable {
    private final Process process;
    private final int port = Ports.free();

    SServer(Path directory, CertificateFiles certificate, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Peer.OPENSSL.program(),
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                certificate.pem().toString(),
                "-key",
                certificate.key().toString(),
                "-www",
                "-quiet"));
        command.addAll(List.of(options));
        Path output = directory.resolve("s_server-%d.out".formatted(port));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Ports.awaitOpen(port, process, output);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        ServerProcesses.end(process);
    }
}
