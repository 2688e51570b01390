package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One batch from the factory's state configures both inspections; what curl then did is what the counters say. */
@Tag("system")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CountersTest {
    private static final int EXPLICIT = Ports.free();
    private static final int REVERSE = Ports.free();
    private static final String SHOP = "shop.site.test";
    private static final String BANK = "online.bank.test";
    private static final String SECRET = "the secret recipe";

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int outside;
    private static int expired;
    private static int inside;

    @BeforeAll
    static void start() throws IOException {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        outside = origin.serve(world.web.issue(Algorithm.EC, SHOP, BANK));
        expired = origin.serve(world.web.issueExpired(SHOP));
        CertificateFiles own = world.web.issue(Algorithm.RSA, World.SITE);
        inside = origin.serve(own);
        origin.start();
        Files.writeString(origin.file("recipe"), SECRET);
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(outside, expired)),
                        world.serverInspection(own, inside),
                        List.of(
                                "sslinsp client-proxy CLIENTS block-expired enable",
                                "sslinsp decryption-policy PRIVATE never-decrypt domain *.bank.test",
                                "sslinsp profile OUT client-policy ALL decryption-policy PRIVATE",
                                "ips profile GUARD filter RECIPE match literal \"%s\" action block".formatted(SECRET)),
                        World.explicit(EXPLICIT, "OUT"),
                        List.of("virtual-segment CLIENTS ips-profile GUARD"),
                        World.reverse("WEB", 2, REVERSE, inside, "IN")));
    }

    @Test
    @Order(1)
    void allAreZeroBeforeTraffic() {
        for (String group : List.of("npSslInspStats", "npSslInspProtocolStats", "npTcpProxyStats")) {
            Map<String, Long> counters = device.counters(group);
            counters.remove("connLimit");
            assertThat(counters)
                    .isNotEmpty()
                    .allSatisfy((name, value) -> assertThat(value).as(name).isZero());
        }
    }

    @Test
    @Order(2)
    void theyEqualWhatCurlDid() {
        Curl client = Curl.trusting(world.signing.own()).throughProxy(EXPLICIT);
        for (int i = 0; i < 4; i++) {
            assertThat(client.connectingTo(outside).get("https://" + SHOP + "/").issuer())
                    .isEqualTo("CN=Signing CA");
        }
        Curl outsider = Curl.trusting(world.web.own());
        for (int i = 0; i < 3; i++) {
            Curl.Answer answer =
                    outsider.throughProxy(EXPLICIT).connectingTo(outside).get("https://" + BANK + "/");
            assertThat(answer.issuer()).isEqualTo("CN=Web CA");
        }
        for (int i = 0; i < 2; i++) {
            assertThat(outsider.connectingTo(REVERSE)
                            .get("https://" + World.SITE + "/")
                            .body())
                    .isEqualTo(NginxOrigin.PAGE);
        }
        assertThat(client.connectingTo(expired).run("https://" + SHOP + "/").exit())
                .isNotZero();
        Ran forbidden = client.connectingTo(outside).http1().run("https://" + SHOP + "/recipe");
        assertThat(forbidden.exit()).isNotZero();
        assertThat(forbidden.out()).doesNotContain(SECRET);
        // Refuses the certificate of a CA that it does not know, in the middle of the handshake.
        assertThat(outsider.throughProxy(EXPLICIT)
                        .connectingTo(outside)
                        .run("https://" + SHOP + "/")
                        .exit())
                .isEqualTo(60);

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> device.counter("npSslInspStats", "connActive") == 0);
        assertThat(nonZero("npSslInspStats"))
                .containsEntry("connTotal", 12L)
                .containsEntry("connClientProxy", 10L)
                .containsEntry("connServerProxy", 2L)
                .containsEntry("connInspected", 6L)
                .containsEntry("connNotDecrypted", 3L)
                .containsEntry("bypassDomain", 3L)
                .containsEntry("connBlocked", 2L)
                .containsEntry("blockExpiredCert", 1L)
                .containsEntry("blockFilter", 1L)
                .containsEntry("connFailed", 1L)
                .doesNotContainKeys("connBypassed", "connRefused", "connDecryptedNotInspected", "journalDropped");
    }

    @Test
    @Order(3)
    void theJournalTellsTheSame() {
        Map<String, Long> actions = new TreeMap<>();
        for (JsonNode entry : device.log("sslInspection", 100, "")) {
            actions.merge(entry.path("action").asText(), 1L, Long::sum);
        }

        assertThat(actions)
                .containsOnly(
                        Map.entry("Inspected", 6L),
                        Map.entry("Not decrypted", 3L),
                        Map.entry("Blocked", 2L),
                        Map.entry("Failed", 1L));
        assertThat(device.log("ipsBlock", 10, "")).singleElement().satisfies(entry -> {
            assertThat(entry.path("filter").asText()).isEqualTo("RECIPE");
            assertThat(entry.path("sslInspected").asText()).isEqualTo("yes");
        });
    }

    @Test
    @Order(4)
    void whatServersSawIsWhatWasInspected() {
        assertThat(origin.accessLog())
                .filteredOn(line -> line.contains(" " + SHOP + " ") && line.startsWith("200"))
                .hasSize(5);
        assertThat(device.log("sslInspection", 100, "where sni=" + SHOP)).hasSize(7);
    }

    @Test
    @Order(5)
    void aClearSetsThemBackToZero() {
        device.ssh("debug np stats clear npSslInspStats").succeeded();

        assertThat(nonZero("npSslInspStats")).containsOnlyKeys("connLimit");
    }

    private static Map<String, Long> nonZero(String group) {
        Map<String, Long> counters = device.counters(group);
        counters.values().removeIf(value -> value == 0);
        return counters;
    }
}
