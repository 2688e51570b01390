package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's distribution: a profile works where a virtual segment names it, and its server policies come first. */
@Tag("system")
class GuideChapter8Test {
    private static final int EXPLICIT = Ports.free();
    private static final int WITHOUT = Ports.free();

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int port;

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        CertificateFiles own = world.web.issue(Algorithm.RSA, World.SITE);
        port = origin.serve(own);
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(port)),
                        world.serverInspection(own, port),
                        List.of(
                                "sslinsp profile BOTH server-policy WWW server WWW",
                                "sslinsp profile BOTH client-policy ALL client-proxy CLIENTS trust-store SITES"),
                        World.explicit(EXPLICIT, "BOTH"),
                        List.of(
                                "segment OTHER mode explicit 127.0.0.1:" + WITHOUT,
                                "virtual-segment OTHER position 2 segment OTHER")));
    }

    @Test
    void aSessionThatMatchesBothPoliciesIsDecryptedByTheServerPolicy() {
        Curl.Answer answer = Curl.trusting(world.web.own())
                .throughProxy(EXPLICIT)
                .connectingTo(port)
                .get("https://" + World.SITE + "/");

        assertThat(answer.issuer()).isEqualTo("CN=Web CA");
        JsonNode record = await().atMost(Duration.ofSeconds(10))
                .until(() -> device.log("sslInspection", 1, "where segment=CLIENTS"), found -> !found.isEmpty())
                .get(0);
        assertThat(record.path("policy").asText()).isEqualTo("WWW");
        assertThat(record.path("direction").asText()).isEqualTo("inbound");
        assertThat(record.path("action").asText()).isEqualTo("Inspected");
        String explained = device.ssh("explain flow source 127.0.0.1 destination 127.0.0.1:%d sni %s segment CLIENTS"
                        .formatted(port, World.SITE))
                .succeeded()
                .out();
        assertThat(explained).contains("sslinsp profile BOTH server-policy WWW").contains("Outcome: Inspect");
    }

    @Test
    void theOnePolicyProxiesBothSidesOfTheSession() {
        Curl.trusting(world.web.own()).throughProxy(EXPLICIT).connectingTo(port).get("https://" + World.SITE + "/");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> device.counter("npSslInspProtocolStats", "serverHandshakeOk") > 0);
        assertThat(device.counter("npSslInspProtocolStats", "clientHandshakeOk"))
                .isEqualTo(device.counter("npSslInspProtocolStats", "serverHandshakeOk"));
    }

    @Test
    void whereNoVirtualSegmentNamesAProfileNothingIsDecrypted() {
        Curl.Answer answer = Curl.trusting(world.web.own())
                .throughProxy(WITHOUT)
                .connectingTo(port)
                .get("https://" + World.SITE + "/");

        assertThat(answer.body()).isEqualTo(NginxOrigin.PAGE);
        assertThat(device.ssh("explain flow source 127.0.0.1 destination 127.0.0.1:%d sni %s segment OTHER"
                                .formatted(port, World.SITE))
                        .succeeded()
                        .out())
                .contains("No policy matches: passed untouched");
        assertThat(device.log("sslInspection", 100, "where segment=OTHER")).isEmpty();
    }
}
