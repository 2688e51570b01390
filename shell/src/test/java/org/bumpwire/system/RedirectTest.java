package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                "--dport",
                "443",
                "-j",
                "REDIRECT",
                "--to-ports",
                Integer.toString(REDIRECT_PORT));
        origin = new NginxOrigin(home.resolve("origin"), router.prefix());
        origin.serve(SERVER + ":443", world.web.issue(Algorithm.RSA, World.SITE), "TLSv1.2 TLSv1.3");
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(443)),
                        List.of(
                                "segment ROUTED mode redirect 0.0.0.0:" + REDIRECT_PORT,
                                "virtual-segment ROUTED position 1",
                                "virtual-segment ROUTED segment ROUTED",
                                "virtual-segment ROUTED profile OUT")),
                router.prefix());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void curlIsInspectedWithoutKnowingOfTheDevice(String version) {
        Curl curl = Curl.trusting(world.signing.own())
                .in(client)
                .with("--resolve", World.SITE + ":443:" + SERVER)
                .speaking(version);

        for (Curl.Answer answer : List.of(
                curl.http1().get("https://" + World.SITE + "/"), curl.http2().get("https://" + World.SITE + "/"))) {
            assertThat(answer.body()).isEqualTo(NginxOrigin.PAGE);
            assertThat(answer.tlsVersion()).isEqualTo(version);
            assertThat(answer.issuer()).isEqualTo("CN=Signing CA");
        }
        assertThat(device.ssh("show log sslInspection last 1").succeeded().out())
                .contains(SERVER + ":443")
                .contains(CLIENT);
    }
}
