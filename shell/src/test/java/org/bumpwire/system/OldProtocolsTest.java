package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the legacy engine can (guide, chapter 3), through server inspection, with peers on both sides that still do. */
@Tag("system")
class OldProtocolsTest {
    private static final String REQUEST = "GET / HTTP/1.0\r\n\r\n";
    private static final String EVERY_VERSION = "protocol SSLv3 TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3";

    @TempDir
    private Path home;

    private World world;
    private final int listen = Ports.free();

    @BeforeEach
    void makeCertificates() {
        world = new World(home);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, ECDHE-ECDSA-AES128-SHA256, EC",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, ECDHE-ECDSA-AES256-SHA384, EC",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, ECDHE-RSA-AES128-SHA256, RSA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, ECDHE-RSA-AES256-SHA384, RSA",
        "TLS_RSA_WITH_AES_128_CBC_SHA256, AES128-SHA256, RSA",
        "TLS_RSA_WITH_AES_256_CBC_SHA256, AES256-SHA256, RSA"
    })
    void opensslSpeaksCbcWithNewerHashes(String suite, String name, Algorithm algorithm) {
        CertificateFiles certificate = world.web.issue(algorithm, World.SITE);
        try (OldServer server = OldServer.openssl(home, certificate, "-tls1_2");
                Device device = device(certificate, server, "protocol TLSv1.2", "cipher-suite " + suite)) {
            Ran client = openssl("-tls1_2");

            // The first is of the client's leg, the other stands on the server's page.
            assertThat(client.out()).contains("Cipher is " + name).contains("Cipher    : " + name);
            assertThat(lastSession(device)).contains("\"Inspected\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA, ECDHE-ECDSA, EC",
        "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, ECDHE-RSA, RSA",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, RSA, RSA"
    })
    void gnutlsSpeaksTripleDes(String suite, String exchange, Algorithm algorithm) {
        String priority = "NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+3DES-CBC:-KX-ALL:+" + exchange;
        CertificateFiles certificate = world.web.issue(algorithm, World.SITE);
        List<String> command = List.of(
                Peer.GNUTLS_SERV.program(),
                "--http",
                "--port",
                "PORT",
                "--priority",
                priority,
                "--x509certfile",
                certificate.pem().toString(),
                "--x509keyfile",
                withPublicKey(certificate).toString());
        try (OldServer server = OldServer.start(home, command);
                Device device = device(certificate, server, "protocol TLSv1.2", "cipher-suite " + suite)) {
            Ran client = Ran.of(
                    List.of(
                            Peer.GNUTLS_CLI.program(),
                            "--insecure",
                            "--priority",
                            priority,
                            "--port",
                            String.valueOf(listen),
                            "127.0.0.1"),
                    REQUEST,
                    Map.of());

            assertThat(client.out()).contains("(3DES-CBC)").contains("HTTP/1.0 200 OK");
            assertThat(lastSession(device)).contains("\"Inspected\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, :000A, 112-bit 3DES",
        "TLS_RSA_WITH_AES_128_CBC_SHA, :002F, 128-bit AES",
        "TLS_RSA_WITH_AES_256_CBC_SHA, :0035, 256-bit AES"
    })
    void nssSpeaksSsl3(String suite, String number, String name) throws IOException {
        CertificateFiles certificate = world.web.issue(Algorithm.RSA, World.SITE);
        List<String> command = List.of(
                Peer.SELFSERV.program(),
                "-d",
                "sql:" + nssDatabase(certificate),
                "-n",
                "www",
                "-p",
                "PORT",
                "-V",
                "ssl3:ssl3",
                "-c",
                number,
                "-v");
        try (OldServer server = OldServer.start(home, command);
                Device device = device(
                        certificate,
                        server,
                        EVERY_VERSION,
                        "cipher-suite TLS_AES_128_GCM_SHA256 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                                + " TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA " + suite)) {
            Ran.of(
                            Peer.STRSCLNT.program(),
                            "-p",
                            String.valueOf(listen),
                            "-d",
                            "sql:" + home.resolve("nss"),
                            "-o",
                            "-c",
                            "1",
                            "-C",
                            number,
                            "-V",
                            "ssl3:ssl3",
                            "127.0.0.1")
                    .succeeded();

            assertThat(server.said()).contains("SSL version 3.0 using " + name);
            assertThat(lastSession(device))
                    .contains("\"clientVersion\":\"SSLv3\"", "\"clientCipher\":\"" + suite + "\"")
                    .contains("\"serverVersion\":\"SSLv3\"", "\"serverCipher\":\"" + suite + "\"")
                    .contains("\"Inspected\"", "status 200");
        }
    }

    @Test
    void opensslShowsACertificateOnSecp224r1() {
        Path pem = home.resolve("p224.pem");
        Path key = home.resolve("p224.key");
        Ran.of((Peer.OPENSSL.program() + " req -x509 -newkey ec -pkeyopt ec_paramgen_curve:secp224r1 -nodes -days 9"
                                + " -subj /CN=www.site.test -keyout " + key + " -out " + pem)
                        .split(" "))
                .succeeded();
        CertificateFiles certificate = new CertificateFiles(world.web.own().certificate(), pem, key);
        try (OldServer server = OldServer.openssl(home, certificate, "-tls1_2", "-curves", "X25519:secp224r1");
                Device device = device(certificate, server)) {
            Ran client = openssl("-tls1_2", "-curves", "X25519:secp224r1");

            assertThat(client.out()).contains("Server public key is 224 bit").contains("Cipher    : ECDHE-ECDSA-");
            assertThat(lastSession(device)).contains("\"Inspected\"");
        }
    }

    @Test
    void opensslUsesEncryptThenMacWhereItIsEnabled() {
        CertificateFiles certificate = world.web.issue(Algorithm.RSA, World.SITE);
        try (OldServer server = OldServer.openssl(home, certificate, "-tls1_2");
                Device device = device(
                        certificate, server, "protocol TLSv1.2", "cipher-suite TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")) {
            assertThat(openssl("-tls1_2", "-tlsextdebug").out())
                    .contains("Cipher    : ECDHE-RSA-AES128-SHA")
                    .doesNotContain("TLS server extension \"encrypt-then-mac\"");
            assertThat(server.said()).doesNotContain("TLS client extension \"encrypt-then-mac\"");

            device.type(List.of("edit", "sslinsp encrypt-then-mac enable", "commit"))
                    .succeeded();

            assertThat(openssl("-tls1_2", "-tlsextdebug").out())
                    .contains("Cipher    : ECDHE-RSA-AES128-SHA")
                    .contains("TLS server extension \"encrypt-then-mac\"");
            assertThat(server.said()).contains("TLS client extension \"encrypt-then-mac\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void opensslGetsTheTls13SuiteThatIsConfigured(String suite) {
        CertificateFiles certificate = world.web.issue(Algorithm.EC, World.SITE);
        try (OldServer server = OldServer.openssl(home, certificate, "-tls1_3");
                Device device = device(certificate, server, "protocol TLSv1.3", "cipher-suite " + suite)) {
            assertThat(openssl("-tls1_3").out()).contains("Cipher is " + suite).contains("Cipher    : " + suite);
            assertThat(lastSession(device)).contains("\"Inspected\"");
        }
    }

    @Test
    void clientInspectionShowsTheDevicesCertificateByTheLegacyEngine() {
        CertificateFiles own = world.web.issueClient("device.site.test");
        try (OldServer server = OldServer.openssl(
                        home,
                        world.web.issue(Algorithm.RSA, World.SITE),
                        "-tls1_2",
                        "-Verify",
                        "1",
                        "-verify_return_error",
                        "-CAfile",
                        world.web.own().pem().toString());
                Device device = Device.start(
                        home.resolve("device"),
                        World.lines(
                                world.clientInspection(List.of(server.port())),
                                List.of(
                                        "certificates certificate DEVICE import pem %s key %s"
                                                .formatted(own.pem(), own.key()),
                                        "sslinsp client-proxy CLIENTS protocol TLSv1.2",
                                        "sslinsp client-proxy CLIENTS cipher-suite"
                                                + " TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"
                                                + " TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                                        "sslinsp profile OUT client-policy ALL"
                                                + " client-certificate-request present DEVICE"),
                                World.reverse("OLD", 1, listen, server.port(), "OUT")))) {
            Ran client = openssl("-tls1_2");

            assertThat(client.out())
                    .contains("issuer=CN = Signing CA")
                    .contains("Client certificate")
                    .contains("Subject: CN=device.site.test");
            assertThat(lastSession(device))
                    .contains("\"clientCipher\":\"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256\"")
                    .contains("\"serverCipher\":\"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256\"")
                    .contains("\"Inspected\"", "\"outbound\"");
            assertThat(device.ssh("show sslinsp engines").succeeded().lines())
                    .filteredOn(line -> line.contains("CLIENTS"))
                    .hasSize(2)
                    .allSatisfy(
                            line -> assertThat(line).contains("BoringSSL or ").contains("CBC with SHA-256"));
        }
    }

    private Device device(CertificateFiles certificate, OldServer server, String... settings) {
        List<String> lines = new ArrayList<>(world.serverInspection(certificate, server.port()));
        for (String setting : settings) {
            lines.add("sslinsp server WWW " + setting);
        }
        lines.addAll(World.reverse("OLD", 1, listen, server.port(), "IN"));
        return Device.start(home.resolve("device"), lines);
    }

    private Ran openssl(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Peer.OPENSSL.program(),
                "s_client",
                "-connect",
                "127.0.0.1:" + listen,
                "-servername",
                World.SITE,
                "-ign_eof",
                "-cipher",
                "ALL:@SECLEVEL=0"));
        command.addAll(List.of(options));
        return Ran.of(command, REQUEST, Map.of());
    }

    private static String lastSession(Device device) {
        return device.log("sslInspection", 1, "").toString();
    }

    /** GnuTLS reads no EC key that does not tell its public half. */
    private Path withPublicKey(CertificateFiles certificate) {
        Path key = home.resolve("whole.key");
        Ran.of(
                        Peer.OPENSSL.program(),
                        certificate.certificate().getPublicKey().getAlgorithm().toLowerCase(Locale.ROOT),
                        "-in",
                        certificate.key().toString(),
                        "-out",
                        key.toString())
                .succeeded();
        return key;
    }

    private Path nssDatabase(CertificateFiles certificate) throws IOException {
        Path database = Files.createDirectories(home.resolve("nss"));
        Path bundle = home.resolve("www.p12");
        Ran.of(
                        Peer.OPENSSL.program(),
                        "pkcs12",
                        "-export",
                        "-in",
                        certificate.pem().toString(),
                        "-inkey",
                        certificate.key().toString(),
                        "-name",
                        "www",
                        "-out",
                        bundle.toString(),
                        "-passout",
                        "pass:x")
                .succeeded();
        Ran.of(Peer.CERTUTIL.program(), "-N", "-d", "sql:" + database, "--empty-password")
                .succeeded();
        Ran.of(Peer.PK12UTIL.program(), "-i", bundle.toString(), "-d", "sql:" + database, "-W", "x")
                .succeeded();
        return database;
    }
}
