package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server staples decides, through the whole proxy and in its default configuration. */
class StaplingTest {
    private static final String SITE = "www.example.com";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void letsAServerThroughWhoseStapleSaysGood(String version) throws Exception {
        try (StapledServer server = StapledServer.start(directory, TestPki.PUBLIC_CA, TestPki.ECDSA_SITE, false);
                Device device = device(server, new TestConfig())) {
            ask(device, version, TestPki.trusting(TestPki.SIGNING_CA.getCertificate()));

            assertThat(device.session().reason()).isEmpty();
            assertThat(device.ssl("ocspGood")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void signsByTheUntrustedCaWhereTheStapleSaysRevoked(String version) throws Exception {
        try (StapledServer server = StapledServer.start(directory, TestPki.PUBLIC_CA, TestPki.ECDSA_SITE, true);
                Device device = device(server, new TestConfig())) {
            ask(device, version, TestPki.trusting(TestPki.UNTRUSTED_CA.getCertificate()));

            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEqualTo("signedRevokedCert");
            assertThat(record.details())
                    .isEqualTo("certificate depth 0: Revoked at 2020-01-01T00:00:00Z (RFC 5280, section 6.3)");
            assertThat(device.ssl("ocspRevoked")).isEqualTo(1);
            assertThat(device.ssl("certUntrustedSigned")).isEqualTo(1);
        }
    }

    @Test
    void blocksARevokedCertificateWhereTheProxySaysSo() throws Exception {
        try (StapledServer server = StapledServer.start(directory, TestPki.PUBLIC_CA, TestPki.ECDSA_SITE, true);
                Device device = device(server, new TestConfig().blockInvalid())) {
            assertThatThrownBy(() -> device.connect(TestPki.trusting(TestPki.SIGNING_CA.getCertificate()), SITE))
                    .isInstanceOf(SSLHandshakeException.class);

            assertThat(device.session().reason()).isEqualTo("blockRevokedCert");
            assertThat(device.ssl("blockRevokedCert")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void passesTheStapleOnWhereTheClientIsShownTheServersOwnCertificate(String version) throws Exception {
        try (StapledServer server = StapledServer.start(directory, TestPki.PUBLIC_CA, TestPki.ECDSA_SITE, false);
                Device device = Device.running(new TestConfig()
                        .reverse(server.endpoint())
                        .server(server.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)))) {
            assertThat(status(device, version, "ca.pem"))
                    .contains("OCSP Response Status: successful (0x0)")
                    .contains("Cert Status: good")
                    .contains("Verify return code: 0 (ok)");
        }
    }

    @Test
    void staplesNothingToACopy() throws Exception {
        try (StapledServer server = StapledServer.start(directory, TestPki.PUBLIC_CA, TestPki.ECDSA_SITE, false);
                Device device = device(server, new TestConfig())) {
            Files.writeString(directory.resolve("signing.pem"), TestPki.SIGNING_CA.getCertificatePEM());

            assertThat(status(device, "-tls1_3", "signing.pem"))
                    .contains("OCSP response: no response sent")
                    .contains("Verify return code: 0 (ok)");
        }
    }

    /** What OpenSSL's client shows of the staple that it asked for. */
    private String status(Device device, String version, String ca) throws Exception {
        return StapledServer.run(
                directory,
                List.of("s_client", "-connect", "127.0.0.1:" + device.port(), "-servername", SITE),
                List.of(version, "-status", "-CAfile", ca, "-verify_hostname", SITE));
    }

    private static Device device(StapledServer server, TestConfig config) {
        return Device.running(
                config.reverse(server.endpoint()).client(server.endpoint().port()));
    }

    private static void ask(Device device, String version, SSLContext trust) throws IOException {
        try (Socket tcp = device.connect();
                SSLSocket client = (SSLSocket) trust.getSocketFactory().createSocket(tcp, SITE, 443, true)) {
            client.setEnabledProtocols(new String[] {version});
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .startsWith("HTTP/1.0 200 ok");
        }
    }
}
