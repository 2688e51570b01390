package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLSocket;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.api.Test;

class ServerInspectionTest {
    @Test
    void carriesAConversationAndWritesItsRecord() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = Device.running(new TestConfig()
                        .reverse(origin.endpoint())
                        .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)))) {
            try (SSLSocket client =
                    device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), "www.example.com")) {
                client.getOutputStream().write("hello".getBytes(US_ASCII));
                client.shutdownOutput();

                assertThat(client.getInputStream().readAllBytes())
                        .asString(US_ASCII)
                        .isEqualTo("hello");
            }

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Inspected");
            assertThat(record.reason()).isEmpty();
            assertThat(record.sni()).isEqualTo("www.example.com");
            assertThat(record.clientBytesIn()).isEqualTo(5);
            assertThat(record.serverBytesOut()).isEqualTo(5);
            assertThat(device.ssl("connInspected")).isEqualTo(1);
            assertThat(device.ssl("connActive")).isZero();
        }
    }
}
