package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.Endpoint;

/** The ways through the device, each to one server of {@link #SITE}. */
enum Passage {
    SERVER_INSPECTION,
    CLIENT_INSPECTION,
    NOT_DECRYPTED;

    static final String SITE = "www.example.com";

    Device device(Endpoint server, TestConfig config) {
        TestConfig reverse = config.reverse(server);
        return Device.running(
                switch (this) {
                    case SERVER_INSPECTION -> reverse.server(server, TestPki.identity("site", TestPki.ECDSA_SITE));
                    case CLIENT_INSPECTION -> reverse.client(server.port());
                    case NOT_DECRYPTED -> reverse.exempt(SITE).client(server.port());
                });
    }

    /** What a client must trust. */
    SSLContext trust() throws Exception {
        X509Bundle ca = this == CLIENT_INSPECTION ? TestPki.SIGNING_CA : TestPki.PUBLIC_CA;
        return TestPki.trusting(ca.getCertificate());
    }

    /** Shakes hands with a server that echoes, and exchanges a word with it. */
    void assertServes(Device device) throws Exception {
        try (SSLSocket client = device.connect(trust(), SITE)) {
            client.getOutputStream().write("hello".getBytes(US_ASCII));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("hello");
        }
    }
}
