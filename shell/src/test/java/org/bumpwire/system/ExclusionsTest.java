package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the device finds out that it cannot or must not decrypt, with real servers and clients. */
@Tag("system")
class ExclusionsTest {
    private static final int PROXY = Ports.free();
    private static final String SITE = "www.site.test";
    private static final String PINNED = "pinned.site.test";
    private static final String BANK = "online.bank.test";
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    @TempDir
    static Path home;

    private static World world;
    private static CertificateFiles person;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    /** Ports by policy and by what the server behind does. */
    private static final Map<String, Integer> PORTS = new LinkedHashMap<>();

    private static final List<SServer> OPENSSL = new ArrayList<>();

    @BeforeAll
    static void start() {
        world = new World(home);
        person = world.web.issueClient("person");
        CertificateFiles site = world.web.issue(Algorithm.EC, SITE);
        origin = new NginxOrigin(home.resolve("origin"));
        for (String policy : List.of("ALL", "PRESENTING", "BLOCKING")) {
            for (String version : VERSIONS) {
                for (String verification : List.of("on", "optional")) {
                    PORTS.put(
                            policy + " nginx " + verification + " " + version,
                            origin.asking(site, version, verification, world.web.own()));
                }
                SServer insisting = new SServer(
                        home,
                        site,
                        "-Verify",
                        "1",
                        "-verify_return_error",
                        "-CAfile",
                        world.web.own().pem().toString(),
                        "-" + version.replace("TLSv", "tls").replace('.', '_'));
                OPENSSL.add(insisting);
                PORTS.put(policy + " openssl on " + version, insisting.port());
            }
        }
        PORTS.put("ALL bank", origin.serve(world.web.issue(Algorithm.EC, BANK)));
        PORTS.put("ALL pinned", origin.serve(world.web.issue(Algorithm.EC, PINNED)));
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(
                        world.clientInspection(ports("ALL")),
                        List.of(
                                "certificates certificate PERSON import pem %s key %s"
                                        .formatted(person.pem(), person.key()),
                                "sslinsp exclusions learn enable failures 2 clients 1",
                                "sslinsp decryption-policy PRIVATE never-decrypt domain *.bank.test",
                                "sslinsp profile OUT client-policy ALL decryption-policy PRIVATE"),
                        policy("PRESENTING", "present PERSON"),
                        policy("BLOCKING", "block"),
                        World.explicit(PROXY, "OUT")));
    }

    @AfterAll
    static void stop() {
        OPENSSL.forEach(SServer::close);
    }

    private static List<String> policy(String name, String answer) {
        List<String> lines = new ArrayList<>(List.of(
                "sslinsp client-proxy %s signing-certificate SIGNING".formatted(name),
                "sslinsp client-proxy %s untrusted-certificate UNTRUSTED".formatted(name),
                "sslinsp profile OUT client-policy %s client-proxy %s".formatted(name, name),
                "sslinsp profile OUT client-policy %s trust-store SITES".formatted(name),
                "sslinsp profile OUT client-policy %s client-certificate-request %s".formatted(name, answer)));
        ports(name).forEach(port -> lines.add("sslinsp client-proxy %s detection-port %d".formatted(name, port)));
        return lines;
    }

    private static List<Integer> ports(String policy) {
        return PORTS.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(policy + " "))
                .map(Map.Entry::getValue)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "nginx on, TLSv1.2",
        "nginx on, TLSv1.3",
        "nginx optional, TLSv1.2",
        "nginx optional, TLSv1.3",
        "openssl on, TLSv1.2",
        "openssl on, TLSv1.3"
    })
    void aServerThatAsksGetsItsClientsOwnCertificate(String server, String version) {
        int port = PORTS.getOrDefault("ALL %s %s".formatted(server, version), 0);
        Curl withCertificate = Curl.trusting(world.web.own())
                .with("--cert", person.pem().toString(), "--key", person.key().toString())
                .throughProxy(PROXY)
                .connectingTo(port);

        for (int i = 0; i < 2; i++) {
            Curl.Answer answer = withCertificate.get("https://" + SITE + "/who");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.issuer()).isEqualTo("CN=Web CA");
            if (server.startsWith("nginx")) {
                assertThat(answer.body()).isEqualTo("client: SUCCESS");
            }
        }

        List<JsonNode> records = device.log("sslInspection", 100, "where destination=127.0.0.1:" + port);
        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(record.path("action").asText()).isEqualTo("Not decrypted");
            assertThat(record.path("reason").asText()).isEqualTo("bypassLearned");
        });
        assertThat(device.ssh("show sslinsp exclusions | match " + port)
                        .succeeded()
                        .out())
                .contains("certificate-request");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx on, TLSv1.2",
        "nginx on, TLSv1.3",
        "nginx optional, TLSv1.2",
        "nginx optional, TLSv1.3",
        "openssl on, TLSv1.2",
        "openssl on, TLSv1.3"
    })
    void aServerThatAsksGetsTheDevicesCertificate(String server, String version) {
        int port = PORTS.getOrDefault("PRESENTING %s %s".formatted(server, version), 0);

        Curl.Answer answer = Curl.trusting(world.signing.own())
                .throughProxy(PROXY)
                .connectingTo(port)
                .get("https://" + SITE + "/who");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.issuer()).isEqualTo("CN=Signing CA");
        if (server.startsWith("nginx")) {
            assertThat(answer.body()).isEqualTo("client: SUCCESS");
        }
        assertThat(device.log("sslInspection", 10, "where destination=127.0.0.1:" + port))
                .singleElement()
                .satisfies(record -> assertThat(record.path("action").asText()).isEqualTo("Inspected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx on TLSv1.2", "nginx optional TLSv1.3", "openssl on TLSv1.2", "openssl on TLSv1.3"})
    void aServerThatAsksIsBlocked(String server) {
        int port = PORTS.getOrDefault("BLOCKING " + server, 0);

        Ran ran = Curl.trusting(world.signing.own())
                .throughProxy(PROXY)
                .connectingTo(port)
                .run("https://" + SITE + "/who");

        assertThat(ran.exit()).isEqualTo(35);
        assertThat(device.log("sslInspection", 10, "where destination=127.0.0.1:" + port))
                .singleElement()
                .satisfies(record -> assertThat(record.path("reason").asText()).isEqualTo("blockCertificateRequest"));
    }

    @Test
    void anExemptServerIsFoundByItsCertificateWhereTheClientNamesNone() {
        int port = PORTS.getOrDefault("ALL bank", 0);

        assertThat(nameless(port, world.signing.own())).contains("Verify return code: 0 (ok)", NginxOrigin.PAGE);
        assertThat(nameless(port, world.web.own())).contains("Verify return code: 0 (ok)", NginxOrigin.PAGE);

        List<JsonNode> records = device.log("sslInspection", 10, "where destination=127.0.0.1:" + port);
        assertThat(records)
                .extracting(record -> record.path("action").asText() + " "
                        + record.path("reason").asText())
                .containsExactly("Decrypted but not inspected exemptCertificate", "Not decrypted bypassLearned");
        assertThat(device.ssh("explain flow source 127.0.0.1 destination 127.0.0.1:%d segment CLIENTS".formatted(port))
                        .succeeded()
                        .out())
                .contains("Device has learned not to decrypt there", "exempt-certificate: " + BANK, "bypassLearned");
    }

    private static String nameless(int port, CertificateFiles authority) {
        return Ran.of(
                        List.of(
                                Peer.OPENSSL.program(),
                                "s_client",
                                "-proxy",
                                "127.0.0.1:" + PROXY,
                                "-connect",
                                "127.0.0.1:" + port,
                                "-noservername",
                                "-CAfile",
                                authority.pem().toString(),
                                "-ign_eof"),
                        "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(BANK),
                        Map.of())
                .out();
    }

    @Test
    void aPinnedSiteIsLeftAloneAfterEnoughFailures() {
        int port = PORTS.getOrDefault("ALL pinned", 0);
        Curl trusting = Curl.trusting(world.signing.own()).throughProxy(PROXY).connectingTo(port);
        Curl pinning = Curl.trusting(world.web.own()).throughProxy(PROXY).connectingTo(port);

        assertThat(trusting.get("https://" + PINNED + "/").issuer()).isEqualTo("CN=Signing CA");
        assertThat(pinning.run("https://" + PINNED + "/").exit()).isEqualTo(60);
        assertThat(device.ssh("show sslinsp failures | match clientRejectedCertificate")
                        .succeeded()
                        .out())
                .contains("pins the site");
        assertThat(pinning.run("https://" + PINNED + "/").exit()).isEqualTo(60);
        assertThat(pinning.get("https://" + PINNED + "/").issuer()).isEqualTo("CN=Web CA");

        assertThat(device.ssh("show sslinsp exclusions | match copy-rejected")
                        .succeeded()
                        .out())
                .contains("127.0.0.1", PINNED, "2 times by 1 client");
        assertThat(device.log("system", 50, ""))
                .anyMatch(
                        record -> record.path("message").asText().contains("Clients reject copies of its certificate"));
    }
}
