package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String WORLD = "198.51.100.0/24";
    /** A server of others, whose clients the device inspects. */
    private static final String SERVER = "198.51.100.10";
    /** A server of our own, whose certificates the device holds. */
    private static final String OWN_SERVER = "198.51.100.20";

    private static final int REDIRECT_PORT = 8443;

    private static final String PROTOCOLS = "TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3";
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
        for (String server : List.of(SERVER, OWN_SERVER)) {
            router.run(ip, "address", "add", server + "/32", "dev", "lo");
        }
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
                WORLD,
                "-j",
                "REDIRECT",
                "--to-ports",
                Integer.toString(REDIRECT_PORT));
        origin = new NginxOrigin(home.resolve("origin"), router.prefix());
        int port = 443;
        List<String> serverInspection = new ArrayList<>(List.of("sslinsp server enable"));
        for (Algorithm algorithm : Algorithm.values()) {
            CertificateFiles certificate = world.web.issue(algorithm, World.SITE);
            List<Integer> ports = new ArrayList<>();
            for (String version : TlsMatrix.VERSIONS) {
                origin.serve(SERVER + ":" + port, certificate, version);
                origin.serve(OWN_SERVER + ":" + port, certificate, version);
                ports.add(port);
                SERVERS.put(TlsMatrix.key(version, algorithm), port++);
            }
            serverInspection.addAll(serverInspection(algorithm, certificate, ports));
        }
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.copyOf(SERVERS.values())),
                        serverInspection,
                        List.of(
                                "sslinsp client-proxy CLIENTS protocol " + PROTOCOLS,
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

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void curlIsInspectedOnItsWayToOurServer(String version, Algorithm algorithm) {
        int port = port(version, algorithm);
        Curl curl = Curl.trusting(world.web.own())
                .in(client)
                .with("--resolve", World.SITE + ":" + port + ":" + OWN_SERVER)
                .speaking(version);
        String url = "https://" + World.SITE + ":" + port + "/";

        for (Curl.Answer answer : List.of(curl.http1().get(url), curl.http2().get(url))) {
            assertThat(answer.body()).isEqualTo(NginxOrigin.PAGE);
            assertThat(answer.tlsVersion()).isEqualTo(version);
            assertThat(answer.issuer()).isEqualTo("CN=Web CA");
        }
        assertInspectedInbound(port, algorithm);
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void opensslIsInspectedOnItsWayToOurServer(String version, Algorithm algorithm) {
        int port = port(version, algorithm);

        Ran ran =
                SClient.trusting(world.web.own()).in(client).speaking(version).get(World.SITE, OWN_SERVER + ":" + port);

        assertThat(ran.succeeded().out())
                .contains(NginxOrigin.PAGE)
                .contains("Verification: OK")
                .contains("issuer=CN = Web CA");
        assertInspectedInbound(port, algorithm);
    }

    private static void assertInspectedInbound(int port, Algorithm algorithm) {
        String condition = "where destination=%s:%d".formatted(OWN_SERVER, port);
        await().untilAsserted(() -> assertThat(device.log("sslInspection", 1, condition))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("action").asText()).isEqualTo("Inspected");
                    assertThat(record.path("direction").asText()).isEqualTo("inbound");
                    assertThat(record.path("proxy").asText()).isEqualTo("OWN-" + algorithm);
                }));
    }

    /** The device in front of our own server, with a server proxy for each kind of certificate. */
    private static List<String> serverInspection(
            Algorithm algorithm, CertificateFiles certificate, List<Integer> ports) {
        String server = "sslinsp server OWN-" + algorithm;
        return List.of(
                "certificates certificate OWN-%s import pem %s key %s"
                        .formatted(algorithm, certificate.pem(), certificate.key()),
                server + " ip " + OWN_SERVER + "/32",
                server + " detection-port "
                        + String.join(" ", ports.stream().map(String::valueOf).toList()),
                server + " certificate OWN-" + algorithm,
                server + " protocol " + PROTOCOLS,
                "sslinsp profile OUT server-policy OWN-%1$s server OWN-%1$s".formatted(algorithm));
    }

    private static int port(String version, Algorithm algorithm) {
        return SERVERS.getOrDefault(TlsMatrix.key(version, algorithm), 0);
    }
}
