package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A router whose kernel redirects what its clients send to the world, as it comes by: a client in one network namespace,
 * the device and the server in another.
 */
@Tag("system")
class RedirectTest {
    private static final String CLIENT = "192.0.2.2";
    private static final String ROUTER = "192.0.2.1";
    private static final String SERVER = "198.51.100.10";
    private static final int REDIRECT_PORT = 8443;

    private static final List<String> PROTOCOLS = List.of("TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    private static final Map<String, Integer> SERVERS = new LinkedHashMap<>();

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NetworkNamespace client;

    @AutoClose
    private static NetworkNamespace router;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    @BeforeAll
    static void start() {
        world = new World(home);
        client = NetworkNamespace.make();
        router = NetworkNamespace.make();
        router.connect(client, ROUTER + "/30", CLIENT + "/30");
        String ip = Peer.IP.program();
        client.run(ip, "route", "add", "default", "via", ROUTER);
        router.run(ip, "address", "add", SERVER + "/32", "dev", "lo");
        router.run(
                Peer.IPTABLES.program(),
                "-t",
                "nat",
                "-A",
                "PREROUTING",
                "-i",
                "eth0",
                "-p",
                "tcp",
                "-d",
                SERVER,
                "-j",
                "REDIRECT",
                "--to-ports",
                Integer.toString(REDIRECT_PORT));
        origin = new NginxOrigin(home.resolve("origin"), router.prefix());
        int port = 443;
        for (Algorithm algorithm : Algorithm.values()) {
            CertificateFiles certificate = world.web.issue(algorithm, World.SITE);
            for (String version : TlsMatrix.VERSIONS) {
                origin.serve(SERVER + ":" + port, certificate, version);
                SERVERS.put(TlsMatrix.key(version, algorithm), port++);
            }
        }
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.copyOf(SERVERS.values())),
                        List.of(
                                "sslinsp client-proxy CLIENTS protocol " + String.join(" ", PROTOCOLS),
                                "segment ROUTED mode redirect 0.0.0.0:" + REDIRECT_PORT,
                                "virtual-segment ROUTED position 1",
                                "virtual-segment ROUTED segment ROUTED",
                                "virtual-segment ROUTED profile OUT")),
                router.prefix());
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void curlIsInspectedWithoutKnowingOfTheDevice(String version, Algorithm algorithm) {
        int port = port(version, algorithm);
        Curl curl = Curl.trusting(world.signing.own())
                .in(client)
                .with("--resolve", World.SITE + ":" + port + ":" + SERVER)
                .speaking(version);
        String url = "https://" + World.SITE + ":" + port + "/";

        for (Curl.Answer answer : List.of(curl.http1().get(url), curl.http2().get(url))) {
            assertThat(answer.body()).isEqualTo(NginxOrigin.PAGE);
            assertThat(answer.tlsVersion()).isEqualTo(version);
            assertThat(answer.issuer()).isEqualTo("CN=Signing CA");
        }
        assertThat(device.ssh("show log sslInspection last 1").succeeded().out())
                .contains(SERVER + ":" + port)
                .contains(CLIENT);
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void opensslIsInspectedWithoutKnowingOfTheDevice(String version, Algorithm algorithm) {
        Ran ran = SClient.trusting(world.signing.own())
                .in(client)
                .speaking(version)
                .get(World.SITE, SERVER + ":" + port(version, algorithm));

        assertThat(ran.succeeded().out())
                .contains(NginxOrigin.PAGE)
                .contains("Verification: OK")
                .contains("issuer=CN = Signing CA");
    }

    private static int port(String version, Algorithm algorithm) {
        return SERVERS.getOrDefault(TlsMatrix.key(version, algorithm), 0);
    }
}
