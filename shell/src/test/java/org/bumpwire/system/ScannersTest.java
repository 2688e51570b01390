package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scanners find at the device: no more than is configured, and nothing that is weak. */
@Tag("system")
class ScannersTest {
    private static final int SERVER_INSPECTION = Ports.free();
    private static final int CLIENT_INSPECTION = Ports.free();
    private static final int ALL_VERSIONS = Ports.free();
    private static final int FEW_SUITES = Ports.free();

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
        CertificateFiles rsa = world.web.issue(Algorithm.RSA, World.SITE);
        origin = new NginxOrigin(home.resolve("origin"));
        int modern = origin.serve(rsa, "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3");
        int old = origin.serve(rsa, "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3");
        int restricted = origin.serve(rsa, "TLSv1.2 TLSv1.3");
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(List.of(modern)),
                        world.serverInspection(rsa, modern),
                        List.of(
                                "sslinsp server OLD ip 127.0.0.1/32",
                                "sslinsp server OLD detection-port " + old,
                                "sslinsp server OLD certificate WWW",
                                "sslinsp server OLD protocol TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3",
                                "sslinsp server FEW ip 127.0.0.1/32",
                                "sslinsp server FEW detection-port " + restricted,
                                "sslinsp server FEW certificate WWW",
                                "sslinsp server FEW protocol TLSv1.2",
                                "sslinsp server FEW cipher-suite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                                "sslinsp profile IN server-policy OLD server OLD",
                                "sslinsp profile IN server-policy FEW server FEW"),
                        World.reverse("A", 1, SERVER_INSPECTION, modern, "IN"),
                        World.reverse("B", 2, CLIENT_INSPECTION, modern, "OUT"),
                        World.reverse("C", 3, ALL_VERSIONS, old, "IN"),
                        World.reverse("D", 4, FEW_SUITES, restricted, "IN")));
    }

    @Test
    void serverInspectionOffersWhatIsConfiguredByDefault() {
        SslScan scan = SslScan.of(World.SITE, SERVER_INSPECTION);

        assertThat(scan.versions()).containsExactlyInAnyOrder("tls 1.2", "tls 1.3");
        // The leaf has an RSA key.
        assertThat(scan.suites())
                .isEqualTo(
                        suites(EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), CipherSuite.Authentication.ECDSA));
        assertModern(scan);
    }

    @Test
    void clientInspectionOffersWhatIsConfiguredByDefault() {
        SslScan scan = SslScan.of(World.SITE, CLIENT_INSPECTION);

        assertThat(scan.versions()).containsExactlyInAnyOrder("tls 1.2", "tls 1.3");
        // A leaf is minted with the key that the client prefers, so both kinds are there.
        assertThat(scan.suites()).isEqualTo(suites(EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), null));
        assertModern(scan);
    }

    @Test
    void offersOldVersionsWhereTheyAreConfigured() {
        SslScan scan = SslScan.of(World.SITE, ALL_VERSIONS);

        assertThat(scan.versions()).containsExactlyInAnyOrder("tls 1.0", "tls 1.1", "tls 1.2", "tls 1.3");
        scan.says("heartbleed", "vulnerable", "0");
    }

    @Test
    void offersNoSuiteThatIsNotConfigured() {
        SslScan scan = SslScan.of(World.SITE, FEW_SUITES);

        assertThat(scan.versions()).containsExactly("tls 1.2");
        assertThat(scan.suites()).containsExactly(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384.wireValue());
        assertThat(device.counter("npSslInspStats", "refusedNoCommonCipher")).isPositive();
    }

    @Test
    void testsslFindsNothingOfMediumSeverityAndNoMoreThanIsConfigured() {
        // Each takes a minute, so what both share is asked of one.
        var inbound = scan(SERVER_INSPECTION, world.web, "-p", "-S");
        var outbound = scan(CLIENT_INSPECTION, world.signing, "-p", "-P", "-f", "-U");

        for (TestSsl scan : List.of(inbound.join(), outbound.join())) {
            assertThat(scan.grave()).isEmpty();
            assertThat(scan.versions()).containsExactly("TLS1_2", "TLS1_3");
        }
        assertThat(inbound.join().says("cert_chain_of_trust")).startsWith("passed");
        assertThat(inbound.join().says("sessionresumption_ticket")).isEqualTo("supported");
        for (String check : List.of("heartbleed", "CCS", "secure_client_renego", "CRIME_TLS")) {
            assertThat(outbound.join().says(check)).as(check).startsWith("not vulnerable");
        }
        assertThat(outbound.join().says("PFS")).isEqualTo("offered");
        assertThat(outbound.join().suites()).containsExactlyInAnyOrderElementsOf(defaultSuites());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1", "-tls1_2"})
    void aClientCannotRenegotiate(String version) {
        Ran ran = sClient(ALL_VERSIONS, "R\n", version, "-cipher", "DEFAULT@SECLEVEL=0");

        assertThat(ran.out())
                .contains("Secure Renegotiation IS supported")
                .contains("Extended master secret: yes")
                .contains("Compression: NONE");
        assertThat(ran.err()).contains("RENEGOTIATING").contains("alert no renegotiation");
    }

    @Test
    void aClientThatFellBackIsToldSo() {
        assertThat(sClient(SERVER_INSPECTION, "", "-tls1_2", "-fallback_scsv").err())
                .contains("alert inappropriate fallback");
    }

    private static CompletableFuture<TestSsl> scan(int port, TestAuthority ca, String... checks) {
        return TestSsl.begin(home, World.SITE, port, ca.own().pem(), List.of(checks));
    }

    private static List<String> defaultSuites() {
        return CipherSuite.speakingAny(EnumSet.of(TlsVersion.TLS_1_2)).stream()
                .map(CipherSuite::name)
                .toList();
    }

    private static Ran sClient(int port, String input, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Peer.OPENSSL.program(), "s_client", "-connect", "127.0.0.1:" + port, "-servername", World.SITE));
        command.addAll(List.of(options));
        return Ran.of(command, input, Map.of());
    }

    private static void assertModern(SslScan scan) {
        scan.says("renegotiation", "supported", "0");
        scan.says("heartbleed", "vulnerable", "0");
        assertThat(scan.preferred()).hasSize(2).first().isEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(scan.preferred().get(1)).startsWith("ECDHE-").endsWith("AES128-GCM-SHA256");
    }

    /** @param without certificates that the server does not have; null for none */
    private static Set<Integer> suites(Set<TlsVersion> versions, CipherSuite.@Nullable Authentication without) {
        return CipherSuite.speakingAny(versions).stream()
                .filter(suite -> suite.authentication() != without)
                .map(CipherSuite::wireValue)
                .collect(Collectors.toSet());
    }
}
