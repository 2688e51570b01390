package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.model.Endpoint;

/** OpenSSL's server, which staples what OpenSSL's OCSP responder says of its certificate. */
final class StapledServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private StapledServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param revoked what the responder says
     */
    static StapledServer start(Path directory, X509Bundle issuer, X509Bundle site, boolean revoked) throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl"))),
                "openssl is not installed");
        write(directory, "ca.pem", issuer.getCertificatePEM());
        write(directory, "ca.key", issuer.getPrivateKeyPEM());
        write(directory, "site.pem", site.getCertificatePEM());
        write(directory, "site.key", site.getPrivateKeyPEM());
        write(directory, "index.txt", index(site, revoked));
        run(directory, "ocsp", "-issuer", "ca.pem", "-cert", "site.pem", "-no_nonce", "-reqout", "request.der");
        run(
                directory,
                List.of("ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key"),
                List.of("-reqin", "request.der", "-respout", "response.der", "-ndays", "1"));
        Process server = openssl(
                        directory,
                        List.of("s_server", "-accept", "127.0.0.1:0", "-www"),
                        List.of("-cert", "site.pem", "-key", "site.key", "-status_file", "response.der"))
                .start();
        return new StapledServer(server, port(server.inputReader(US_ASCII)));
    }

    /** A line of the responder's database: state, expiry, revocation, serial number, file, subject. */
    private static String index(X509Bundle site, boolean revoked) {
        String serial = site.getCertificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        return "%s\t491231235959Z\t%s\t%s\tunknown\t/CN=site%n"
                .formatted(
                        revoked ? "R" : "V",
                        revoked ? "200101000000Z" : "",
                        serial.length() % 2 == 0 ? serial : "0" + serial);
    }

    private static int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ACCEPT ")) {
                return Integer.parseInt(
                        line.substring(line.lastIndexOf(':') + 1).strip());
            }
        }
        throw new IOException("openssl s_server did not start");
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, US_ASCII);
    }

    private static void run(Path directory, String... arguments) throws Exception {
        run(directory, List.of(arguments), List.of());
    }

    /** Runs OpenSSL to its end, with nothing to read, and answers what it said. */
    static String run(Path directory, List<String> first, List<String> then) throws Exception {
        Process process = openssl(directory, first, then).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("openssl %s failed: %s".formatted(first, said));
        }
        return said;
    }

    private static ProcessBuilder openssl(Path directory, List<String> first, List<String> then) {
        List<String> line = new ArrayList<>(List.of("openssl"));
        line.addAll(first);
        line.addAll(then);
        return new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    }

    Endpoint endpoint() {
        return new Endpoint(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
