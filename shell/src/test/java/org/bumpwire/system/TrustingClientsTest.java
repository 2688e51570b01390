package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client inspection as the TLS libraries of clients see it: what they accept, what they reject, and that they resume. */
@Tag("system")
class TrustingClientsTest {
    private static final int GOOD = Ports.free();
    private static final int RENEWED = Ports.free();
    private static final int BAD = Ports.free();
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(World.SITE);

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        int good = origin.serve(world.web.issue(Algorithm.RSA, World.SITE));
        int renewed = origin.serve(world.web.issue(Algorithm.RSA, World.SITE));
        int bad = origin.serve(world.unknown.issue(Algorithm.RSA, World.SITE));
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(good, renewed, bad)),
                        World.reverse("GOOD", 1, GOOD, good, "OUT"),
                        World.reverse("RENEWED", 2, RENEWED, renewed, "OUT"),
                        World.reverse("BAD", 3, BAD, bad, "OUT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS1.2", "TLS1.3"})
    void gnutlsAcceptsTheCopyOfAGoodCertificate(String version) {
        Ran client = gnutls(GOOD, version).succeeded();

        assertThat(client.out())
                .contains("Status: The certificate is trusted")
                .contains("(" + version + "-X.509)")
                .contains(NginxOrigin.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS1.2", "TLS1.3"})
    void gnutlsRejectsTheCopyOfABadOne(String version) {
        Ran client = gnutls(BAD, version);

        assertThat(client.exit()).isNotZero();
        assertThat(client.out() + client.err()).contains("NOT trusted").doesNotContain(NginxOrigin.PAGE);
    }

    @Test
    void javaAcceptsTheCopyOfAGoodCertificateOnly() throws IOException {
        TlsClient java = new TlsClient(world.signing.own().certificate());
        try (SSLSocket socket = java.connect(GOOD, World.SITE)) {
            assertThat(TlsClient.get(socket, World.SITE)).contains(NginxOrigin.PAGE);
        }

        assertThatThrownBy(() -> java.connect(GOOD, "other.site.test")).isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> java.connect(BAD, World.SITE))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void opensslResumesItsSession(String version) {
        String session = home.resolve("session-" + version).toString();
        Ran first = openssl(GOOD, option(version), "-sess_out", session);
        long before = device.counter("npSslInspProtocolStats", "clientResumed");
        Ran second = openssl(GOOD, option(version), "-sess_in", session);

        assertThat(first.out()).contains("New, " + version).contains(NginxOrigin.PAGE);
        assertThat(second.out()).contains("Reused, " + version).contains(NginxOrigin.PAGE);
        assertThat(device.counter("npSslInspProtocolStats", "clientResumed")).isEqualTo(before + 1);
        assertThat(device.counter("npSslInspProtocolStats", "serverResumed")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionOpensNothingWhereAnotherCertificateIsShown(String version) {
        String session = home.resolve("other-session-" + version).toString();
        openssl(GOOD, option(version), "-sess_out", session).succeeded();
        long before = device.counter("npSslInspProtocolStats", "clientResumed");
        Ran elsewhere = openssl(RENEWED, option(version), "-sess_in", session);

        assertThat(elsewhere.out()).contains("New, " + version).contains(NginxOrigin.PAGE);
        assertThat(device.counter("npSslInspProtocolStats", "clientResumed")).isEqualTo(before);
    }

    private static String option(String version) {
        return "-" + version.replace("TLSv", "tls").replace('.', '_');
    }

    @Test
    void curlResumesItsSession() {
        String page = "https://%s:%d/".formatted(World.SITE, GOOD);
        Ran curl = Ran.of(
                        Peer.CURL.program(),
                        "-sv",
                        "--http1.1",
                        "-H",
                        "Connection: close",
                        "--cacert",
                        world.signing.own().pem().toString(),
                        "--resolve",
                        "%s:%d:127.0.0.1".formatted(World.SITE, GOOD),
                        page,
                        page)
                .succeeded();

        assertThat(curl.out()).isEqualTo(NginxOrigin.PAGE.repeat(2));
        assertThat(curl.err()).containsOnlyOnce("SSL re-using session ID");
    }

    @Test
    void manyStreamsOfHttp2ShareAConnection() {
        Ran load = Ran.of(
                        Peer.H2LOAD.program(),
                        "-n",
                        "20000",
                        "-c",
                        "2",
                        "-m",
                        "100",
                        "--connect-to=127.0.0.1:" + GOOD,
                        "https://%s:%d/".formatted(World.SITE, GOOD))
                .succeeded();

        assertThat(load.out())
                .contains("Application protocol: h2")
                .contains("20000 done, 20000 succeeded, 0 failed, 0 errored, 0 timeout")
                .contains("20000 2xx");
    }

    private static Ran gnutls(int port, String version) {
        return Ran.of(
                List.of(
                        Peer.GNUTLS_CLI.program(),
                        "--x509cafile",
                        world.signing.own().pem().toString(),
                        "--sni-hostname",
                        World.SITE,
                        "--verify-hostname",
                        World.SITE,
                        "--priority",
                        "NORMAL:-VERS-ALL:+VERS-" + version,
                        "--port",
                        String.valueOf(port),
                        "127.0.0.1"),
                REQUEST,
                Map.of());
    }

    private static Ran openssl(int port, String... options) {
        List<String> command = new ArrayList<>(List.of(Peer.OPENSSL.program(), "s_client", "-ign_eof"));
        command.addAll(List.of("-connect", "127.0.0.1:" + port, "-servername", World.SITE));
        command.addAll(List.of("-verify_hostname", World.SITE, "-verify_return_error"));
        command.addAll(List.of("-CAfile", world.signing.own().pem().toString()));
        command.addAll(List.of(options));
        return Ran.of(command, REQUEST, Map.of());
    }
}
