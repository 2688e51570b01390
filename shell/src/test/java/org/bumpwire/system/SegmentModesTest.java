package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of TLS, both kinds of certificates, both versions of HTTP: through an explicit proxy and a reverse one. */
@Tag("system")
class SegmentModesTest {
    private static final String URL = "https://" + World.SITE + "/";

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static final int EXPLICIT = Ports.free();
    private static final Map<String, Integer> SERVERS = new LinkedHashMap<>();
    private static final Map<String, Integer> REVERSE = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        for (Algorithm algorithm : Algorithm.values()) {
            CertificateFiles certificate = world.web.issue(algorithm, World.SITE, "127.0.0.1");
            for (String version : TlsMatrix.VERSIONS) {
                SERVERS.put(TlsMatrix.key(version, algorithm), origin.serve(certificate, version));
                REVERSE.put(TlsMatrix.key(version, algorithm), Ports.free());
            }
        }
        origin.start();
        device = Device.start(home.resolve("device"), configuration());
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void curlThroughAnExplicitProxy(String version, Algorithm algorithm) {
        Curl curl = Curl.trusting(world.signing.own())
                .throughProxy(EXPLICIT)
                .connectingTo(port(SERVERS, version, algorithm))
                .speaking(version);

        assertInspected(curl.http1().get(URL), version, "1.1");
        assertInspected(curl.http2().get(URL), version, "2");
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void curlThroughAReverseProxy(String version, Algorithm algorithm) {
        Curl curl = Curl.trusting(world.signing.own())
                .connectingTo(port(REVERSE, version, algorithm))
                .speaking(version);

        assertInspected(curl.http1().get(URL), version, "1.1");
        assertInspected(curl.http2().get(URL), version, "2");
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void opensslThroughAnExplicitProxy(String version, Algorithm algorithm) {
        Ran ran = SClient.trusting(world.signing.own())
                .speaking(version)
                .throughProxy(EXPLICIT)
                .get(World.SITE, "127.0.0.1:" + port(SERVERS, version, algorithm));

        assertThat(ran.succeeded().out())
                .contains(NginxOrigin.PAGE)
                .contains("Verification: OK")
                .containsPattern("New, .*, Cipher is")
                .contains("issuer=CN = Signing CA");
    }

    @ParameterizedTest
    @MethodSource("org.bumpwire.system.TlsMatrix#versionsAndAlgorithms")
    void opensslThroughAReverseProxy(String version, Algorithm algorithm) {
        Ran ran = SClient.trusting(world.signing.own())
                .speaking(version)
                .get(World.SITE, "127.0.0.1:" + port(REVERSE, version, algorithm));

        assertThat(ran.succeeded().out())
                .contains(NginxOrigin.PAGE)
                .contains("Verification: OK")
                .contains("issuer=CN = Signing CA");
    }

    @Test
    void theServerSeesTheNameThatTheClientAskedFor() {
        Curl.trusting(world.signing.own())
                .throughProxy(EXPLICIT)
                .connectingTo(port(SERVERS, "TLSv1.3", Algorithm.EC))
                .http2()
                .get(URL + "?by-name");

        assertThat(origin.accessLog())
                .filteredOn(line -> line.endsWith("/?by-name"))
                .singleElement()
                .asString()
                .matches("200 TLSv1.3 \\S+ " + World.SITE + " HTTP/2.0 /\\?by-name");
        assertThat(device.log("sslInspection", 1, "where sni=" + World.SITE))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("action").asText()).isEqualTo("Inspected"));
    }

    private static void assertInspected(Curl.Answer answer, String version, String http) {
        assertThat(answer.body()).isEqualTo(NginxOrigin.PAGE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.httpVersion()).isEqualTo(http);
        assertThat(answer.tlsVersion()).isEqualTo(version);
        assertThat(answer.issuer()).isEqualTo("CN=Signing CA");
    }

    private static List<String> configuration() {
        List<String> lines = new ArrayList<>(world.clientInspection(List.copyOf(SERVERS.values())));
        lines.add("sslinsp client-proxy CLIENTS protocol TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3");
        lines.addAll(World.explicit(EXPLICIT, "OUT"));
        int position = 2;
        for (Map.Entry<String, Integer> server : SERVERS.entrySet()) {
            String name = "R-" + server.getKey().replace('.', '-');
            lines.addAll(World.reverse(
                    name, position++, REVERSE.getOrDefault(server.getKey(), 0), server.getValue(), "OUT"));
        }
        return lines;
    }

    private static int port(Map<String, Integer> ports, String version, Algorithm algorithm) {
        return ports.getOrDefault(TlsMatrix.key(version, algorithm), 0);
    }
}
