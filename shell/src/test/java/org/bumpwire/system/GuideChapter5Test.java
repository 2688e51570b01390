package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The guide's switches: everything is configured first, and each inspection begins and ends with its own. */
@Tag("system")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuideChapter5Test {
    private static final int EXPLICIT = Ports.free();
    private static final int REVERSE = Ports.free();
    private static final String SHOP = "shop.site.test";

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int outside;

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        outside = origin.serve(world.web.issue(Algorithm.EC, SHOP));
        CertificateFiles own = world.web.issue(Algorithm.RSA, World.SITE);
        int inside = origin.serve(own);
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(outside)),
                        world.serverInspection(own, inside),
                        List.of("sslinsp client disable", "sslinsp server disable"),
                        World.explicit(EXPLICIT, "OUT"),
                        World.reverse("WEB", 2, REVERSE, inside, "IN")));
    }

    @Test
    @Order(1)
    void nothingIsInspectedUntilItIsEnabled() {
        assertThat(device.ssh("show sslinsp limits").succeeded().out())
                .containsPattern("Client inspection +no")
                .containsPattern("Server inspection +no");

        assertThat(outbound()).isEqualTo("CN=Web CA");
        inbound();

        assertThat(device.counter("npSslInspStats", "connTotal")).isZero();
    }

    @Test
    @Order(2)
    void clientInspectionIsEnabledByItself() {
        commit("sslinsp client enable");

        assertThat(outbound()).isEqualTo("CN=Signing CA");
        inbound();

        assertThat(device.counter("npSslInspStats", "connClientProxy")).isEqualTo(1);
        assertThat(device.counter("npSslInspStats", "connServerProxy")).isZero();
    }

    @Test
    @Order(3)
    void serverInspectionIsEnabledByItself() {
        commit("sslinsp client disable", "sslinsp server enable");

        assertThat(outbound()).isEqualTo("CN=Web CA");
        inbound();

        assertThat(device.counter("npSslInspStats", "connClientProxy")).isEqualTo(1);
        assertThat(device.counter("npSslInspStats", "connServerProxy")).isEqualTo(1);
        assertThat(device.ssh("show sslinsp limits").succeeded().out())
                .containsPattern("Client inspection +no")
                .containsPattern("Server inspection +yes");
    }

    @Test
    @Order(4)
    void theDeviceTellsWhichCiphersItSupports() {
        assertThat(device.ssh("help configuration sslinsp server").succeeded().out())
                .contains("cipher-suite SUITE")
                .contains("protocol VERSION");
        assertThat(device.ssh("help reference").succeeded().out())
                .contains("sslinsp server NAME")
                .contains("cipher-suite SUITE…");
        assertThat(device.ssh("show sslinsp engines").succeeded().out()).contains("CLIENTS", "WWW");
    }

    @Test
    @Order(5)
    void privateKeysArePersistedOnlyWhereThatIsWanted() {
        assertThat(device.ssh("show vault").succeeded().out()).containsPattern("(?i)disk");

        assertThat(commit("sslinsp persist-private-keys disable"))
                .contains("these certificates will be without their private key after a restart")
                .contains("WWW");
        inbound();
        commit("sslinsp persist-private-keys enable");
    }

    @Test
    @Order(6)
    void inspectionCanBeDisabledAgain() {
        commit("sslinsp server disable");
        long before = device.counter("npSslInspStats", "connTotal");

        inbound();

        assertThat(device.counter("npSslInspStats", "connTotal")).isEqualTo(before);
    }

    /** Who issued what a client in the network is shown. */
    private static String outbound() {
        return Curl.trusting(world.web.own())
                .with("--insecure")
                .throughProxy(EXPLICIT)
                .connectingTo(outside)
                .get("https://" + SHOP + "/")
                .issuer();
    }

    private static void inbound() {
        assertThat(Curl.trusting(world.web.own())
                        .connectingTo(REVERSE)
                        .get("https://" + World.SITE + "/")
                        .body())
                .isEqualTo(NginxOrigin.PAGE);
    }

    private static String commit(String... lines) {
        List<String> typed = new ArrayList<>(List.of("edit"));
        typed.addAll(List.of(lines));
        typed.addAll(List.of("commit", "!"));
        Ran ran = device.type(typed);
        return ran.succeeded().out() + ran.err();
    }
}
