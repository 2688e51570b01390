package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Categories of many domains, as the guide's chapter 6 has them, with real traffic. */
@Tag("system")
class CategoryTrafficTest {
    private static final int EXPLICIT = Ports.free();
    private static final String BANK = "online.bank.test";
    private static final String OVERRIDE = "news.bank.test";
    private static final String SHOP = "shop.site.test";

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int port;

    @BeforeAll
    static void start() throws IOException {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        port = origin.serve(world.web.issue(Algorithm.EC, BANK, OVERRIDE, SHOP));
        origin.start();
        Path domains = home.resolve("domains");
        Files.write(
                domains,
                Stream.concat(
                                Stream.of("*.bank.test"),
                                Stream.iterate(0, i -> i + 1).limit(100_000).map("site%d.test"::formatted))
                        .toList());
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(port)),
                        List.of(
                                "sslinsp category BANKS domains import " + domains,
                                "sslinsp decryption-policy PRIVATE never-decrypt category BANKS",
                                "sslinsp decryption-policy PRIVATE override domain " + OVERRIDE,
                                "sslinsp profile OUT client-policy ALL decryption-policy PRIVATE"),
                        World.explicit(EXPLICIT, "OUT")));
    }

    @Test
    void whatACategoryCoversIsNotDecrypted() {
        assertThat(issuer(world.web.own(), BANK)).isEqualTo("CN=Web CA");

        await().atMost(Duration.ofSeconds(10)).until(() -> device.counter("npSslInspStats", "bypassCategory") == 1);
        assertThat(device.log("sslInspection", 1, "where sni=" + BANK))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("action").asText()).isEqualTo("Not decrypted");
                    assertThat(record.path("details").asText()).contains("*.bank.test of \"BANKS\"");
                });
    }

    @Test
    void anOverrideIsDecryptedAndSoIsWhatIsInNoCategory() {
        assertThat(issuer(world.signing.own(), OVERRIDE)).isEqualTo("CN=Signing CA");
        assertThat(issuer(world.signing.own(), SHOP)).isEqualTo("CN=Signing CA");
    }

    @Test
    void theDeviceTellsHowManyDomainsACategoryHas() {
        assertThat(device.ssh("show sslinsp categories").succeeded().out()).containsPattern("BANKS +100001 ");
    }

    private static String issuer(CertificateFiles trusted, String site) {
        return Curl.trusting(trusted)
                .throughProxy(EXPLICIT)
                .connectingTo(port)
                .get("https://" + site + "/")
                .issuer();
    }
}
