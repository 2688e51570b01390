package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;

/** Connections to a client proxy's port that do not begin with TLS. */
class CleartextTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\n\r\n";

    @Test
    void closesThemUnlessTheProxyLetsThemPass() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = device(origin, new TestConfig());
                Socket client = device.connect()) {
            client.getOutputStream().write(REQUEST.getBytes(US_ASCII));

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Refused");
            assertThat(record.reason()).isEqualTo("refusedCleartext");
            assertThat(record.serverBytesOut()).isZero();
            assertThat(device.ssl("refusedCleartext")).isEqualTo(1);
            assertThat(device.ssl("connRefused")).isEqualTo(1);
            assertThat(origin.connections()).isZero();
        }
    }

    @Test
    void letsThemPassWhereTheProxySaysSo() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = device(origin, new TestConfig().cleartext(Cleartext.BYPASS))) {
            try (Socket client = device.connect()) {
                client.getOutputStream().write(REQUEST.getBytes(US_ASCII));
                assertThat(client.getInputStream().readNBytes(REQUEST.length()))
                        .asString(US_ASCII)
                        .isEqualTo(REQUEST);
            }

            assertThat(device.session().action()).isEqualTo("Bypassed");
            assertThat(device.session().reason()).isEqualTo("bypassRequirements");
        }
    }

    @Test
    void letsAServerSpeakFirstWhereTheProxySaysSo() throws Exception {
        try (Origin origin = Origin.plain(socket -> {
                    socket.getOutputStream().write("220 mail ESMTP\r\n".getBytes(US_ASCII));
                    Origin.ECHO.serve(socket);
                });
                Device device = device(origin, new TestConfig().cleartext(Cleartext.BYPASS))) {
            try (Socket client = device.connect()) {
                assertThat(client.getInputStream().readNBytes(16))
                        .asString(US_ASCII)
                        .isEqualTo("220 mail ESMTP\r\n");
                client.getOutputStream().write("STARTTLS\r\n".getBytes(US_ASCII));
                assertThat(client.getInputStream().readNBytes(10))
                        .asString(US_ASCII)
                        .isEqualTo("STARTTLS\r\n");
            }

            assertThat(device.session().reason()).isEqualTo("bypassRequirements");
            assertThat(device.session().clientBytesIn()).isEqualTo(10);
        }
    }

    @Test
    void inspectsTlsOnSuchAProxyAllTheSame() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = device(origin, new TestConfig().cleartext(Cleartext.BYPASS))) {
            try (SSLSocket client =
                    device.connect(TestPki.trusting(TestPki.SIGNING_CA.getCertificate()), "www.example.com")) {
                client.getOutputStream().write(REQUEST.getBytes(US_ASCII));
                client.getOutputStream().flush();
                assertThat(client.getInputStream().readNBytes(REQUEST.length())).hasSize(REQUEST.length());
            }

            assertThat(device.session().action()).isEqualTo("Inspected");
        }
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(
                config.reverse(origin.endpoint()).client(origin.endpoint().port()));
    }
}
