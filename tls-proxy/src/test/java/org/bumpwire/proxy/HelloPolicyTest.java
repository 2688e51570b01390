package org.bumpwire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.hello.ClientHelloParser;
import org.bumpwire.proxy.leg.TlsAlert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers are offered, and what of their answers is refused. */
class HelloPolicyTest {
    private static final String SITE = "www.example.com";

    private static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "a downgrade from TLS 1.3",
                        ScriptedServer.downgraded(),
                        TlsAlert.ILLEGAL_PARAMETER,
                        "tls13 downgrade"),
                Arguments.of(
                        "compression", ScriptedServer.choosing(0xC02F, 1), TlsAlert.ILLEGAL_PARAMETER, "compression"),
                Arguments.of(
                        "an extension that was not offered",
                        ScriptedServer.adding("000f000101"),
                        TlsAlert.UNSUPPORTED_EXTENSION,
                        "unexpected extension"),
                Arguments.of(
                        "ephemeral Diffie-Hellman over finite fields",
                        ScriptedServer.choosing(0x009E, 0),
                        TlsAlert.ILLEGAL_PARAMETER,
                        "cipher returned"),
                Arguments.of(
                        "a suite without encryption",
                        ScriptedServer.choosing(0x0002, 0),
                        TlsAlert.ILLEGAL_PARAMETER,
                        "cipher returned"),
                Arguments.of(
                        "a key exchange signed with SHA-1",
                        ScriptedServer.signingWithSha1(),
                        TlsAlert.INSUFFICIENT_SECURITY,
                        "Server signed its key exchange with SHA-1"));
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesAServerThatChooses(String what, ScriptedServer server, TlsAlert alert, String message)
            throws Exception {
        try (Origin origin = Origin.plain(server);
                Device device = device(origin)) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE))
                    .as(what)
                    .isInstanceOf(IOException.class);

            byte[] reply = Optional.ofNullable(server.replies.poll(10, TimeUnit.SECONDS))
                    .orElseThrow();
            byte[] expected = alert.clearRecord();
            // The version in a record's header is of no account.
            expected[2] = reply[2];
            assertThat(reply).isEqualTo(expected);
            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Failed");
            assertThat(record.reason()).isEqualTo("serverHandshakeFailed");
            assertThat(record.details())
                    .startsWith("On the server leg during the handshake: ")
                    .contains(message)
                    .contains("alert " + alert.description() + " was sent");
            assertThat(device.sessions(1)).hasSize(1);
            assertThat(device.protocol("serverAlertSent")).isEqualTo(1);
        }
    }

    @Test
    void offersWhatClientAndProxyHaveInCommonAndNothingWeak() throws Exception {
        ScriptedServer server = ScriptedServer.choosing(0x0002, 0);
        try (Origin origin = Origin.plain(server);
                Device device = device(origin)) {
            assertThatThrownBy(() -> device.connect(trustingSigner(), SITE, "h2", "http/1.1"))
                    .isInstanceOf(IOException.class);
            ClientHello offer = offered(server);

            assertThat(offer.sni()).contains(SITE);
            assertThat(offer.alpn()).containsExactly("h2", "http/1.1");
            assertThat(offer.supportedVersions()).containsExactly(0x0304, 0x0303);
            assertThat(offer.compressionDemanded()).isFalse();
            assertThat(offer.cipherSuites())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(CipherSuite.values())
                            .filter(suite -> !suite.legacy())
                            .map(CipherSuite::wireValue)
                            .toList());
            assertThat(CipherSuite.values())
                    .filteredOn(
                            suite -> suite.wireValue() == offer.cipherSuites().get(3))
                    .allMatch(CipherSuite::forwardSecret);
            assertThat(offer.groups()).containsExactly(29, 23, 24, 25);
        }
    }

    @Test
    void offersNeitherVersionNorSuiteThatTheClientDidNot() throws Exception {
        ScriptedServer server = ScriptedServer.choosing(0x0002, 0);
        try (Origin origin = Origin.plain(server);
                Device device = device(origin);
                SSLSocket client = (SSLSocket)
                        trustingSigner().getSocketFactory().createSocket(device.connect(), SITE, 443, true)) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setCipherSuites(
                    new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"});
            client.setSSLParameters(parameters);

            assertThatThrownBy(client::startHandshake).isInstanceOf(IOException.class);
            ClientHello offer = offered(server);
            assertThat(offer.supportedVersions().get(0)).isEqualTo(0x0303);
            assertThat(offer.cipherSuites()).containsExactlyInAnyOrder(0xC02C, 0xC030);
        }
    }

    private static ClientHello offered(ScriptedServer server) throws Exception {
        byte[] hello =
                Optional.ofNullable(server.hellos.poll(10, TimeUnit.SECONDS)).orElseThrow();
        ByteBuf bytes = Unpooled.wrappedBuffer(hello);
        return new ClientHelloParser().peek(bytes).orElseThrow();
    }

    private static Device device(Origin origin) {
        return Device.running(new TestConfig()
                .reverse(origin.endpoint())
                .client(origin.endpoint().port()));
    }

    private static SSLContext trustingSigner() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }
}
