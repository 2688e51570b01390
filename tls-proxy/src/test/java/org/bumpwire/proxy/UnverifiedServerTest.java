package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server hears that does not prove who it is, seen on the wire in front of it and behind its own TLS. */
class UnverifiedServerTest {
    private static final String SITE = "www.example.com";
    private static final String SECRET = "what the client would tell the real server";
    private static final int HANDSHAKE = 22;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int ENCRYPTED = 23;
    private static final int RECORD_HEADER = 5;
    /** Level, description, the real type, and a tag of 16 bytes (RFC 8446, section 5.2). */
    private static final int ENCRYPTED_ALERT = 2 + 1 + 16;

    private final ByteArrayOutputStream fromDevice = new ByteArrayOutputStream();
    private final AtomicLong applicationBytes = new AtomicLong();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private enum Fault {
        UNTRUSTED("blockUntrustedCert", "signedUntrustedCert"),
        EXPIRED("blockExpiredCert", "signedExpiredCert"),
        WRONG_HOST("blockInvalidCert", "signedInvalidCert"),
        SHORT_KEY("blockShortKey", "signedShortKey");

        private final String blocked;
        private final String signed;

        Fault(String blocked, String signed) {
            this.blocked = blocked;
            this.signed = signed;
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of("TLSv1.2", "TLSv1.3").map(version -> Arguments.of(fault, version)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void hearsNothingOfTheClientWhereBlockingIsOn(Fault fault, String version) throws Exception {
        try (Origin server = Origin.tls(showing(fault), this::countApplicationBytes);
                Origin wire = Origin.plain(socket -> watch(socket, server));
                Device device = device(wire, new TestConfig().blockInvalid().blockExpired())) {
            assertThatThrownBy(() -> converse(device, version)).isInstanceOf(IOException.class);

            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Blocked");
            assertThat(record.reason()).isEqualTo(fault.blocked);
            assertThat(record.details()).isNotEmpty();
            assertThat(record.serverBytesOut()).isZero();
            assertThat(device.ssl(fault.blocked)).isEqualTo(1);
            assertThat(device.ssl("certMinted")).isZero();
            ended.join();
        }
        assertThat(applicationBytes).hasValue(0);
        assertOnlyHandshake(fromDevice.toByteArray(), version);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isShownAsUntrustedWhereBlockingIsOff(Fault fault, String version) throws Exception {
        try (Origin server = Origin.tls(showing(fault), Origin.ECHO);
                Device device = device(server, new TestConfig())) {
            X509Certificate shown = converse(device, version);

            assertThat(shown.getIssuerX500Principal())
                    .isEqualTo(TestPki.UNTRUSTED_CA.getCertificate().getSubjectX500Principal());
            shown.verify(TestPki.UNTRUSTED_CA.getCertificate().getPublicKey());
            SslInspectionRecord record = device.session();
            assertThat(record.action()).isEqualTo("Inspected");
            assertThat(record.reason()).isEqualTo(fault.signed);
            assertThat(record.details()).isNotEmpty();
            assertThat(device.ssl("certUntrustedSigned")).isEqualTo(1);
        }
    }

    /** Trusts all and checks no name: only the device stands between it and the server. */
    private static X509Certificate converse(Device device, String version) throws Exception {
        SSLContext careless = SSLContext.getInstance("TLS");
        careless.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (Socket tcp = device.connect();
                SSLSocket client = (SSLSocket) careless.getSocketFactory().createSocket(tcp, SITE, 443, true)) {
            client.setEnabledProtocols(new String[] {version});
            client.startHandshake();
            client.getOutputStream().write(SECRET.getBytes(US_ASCII));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo(SECRET);
            return (X509Certificate) client.getSession().getPeerCertificates()[0];
        }
    }

    private static void assertOnlyHandshake(byte[] bytes, String version) {
        ByteBuffer wire = ByteBuffer.wrap(bytes);
        int encrypted = 0;
        assertThat(wire.remaining()).isPositive();
        while (wire.remaining() >= RECORD_HEADER) {
            int type = wire.get();
            wire.getShort();
            int length = Short.toUnsignedInt(wire.getShort());
            assertThat(type).isIn(HANDSHAKE, CHANGE_CIPHER_SPEC, ALERT, ENCRYPTED);
            if (type == ENCRYPTED) {
                encrypted++;
                assertThat(length).isEqualTo(ENCRYPTED_ALERT);
            }
            wire.position(wire.position() + length);
        }
        assertThat(wire.remaining()).isZero();
        assertThat(encrypted).isLessThanOrEqualTo(version.equals("TLSv1.3") ? 1 : 0);
    }

    private void countApplicationBytes(Socket socket) throws IOException {
        InputStream clear = socket.getInputStream();
        while (clear.read() >= 0) {
            applicationBytes.incrementAndGet();
        }
    }

    private void watch(Socket device, Origin server) throws Exception {
        try (Socket behind =
                new Socket(server.endpoint().address(), server.endpoint().port())) {
            CompletableFuture<Void> answers =
                    CompletableFuture.runAsync(() -> copy(behind, device, OutputStream.nullOutputStream()));
            copy(device, behind, fromDevice);
            answers.join();
        } finally {
            ended.complete(null);
        }
    }

    /** Until either side ends, however it does. */
    private static void copy(Socket from, Socket to, OutputStream seen) {
        byte[] buffer = new byte[4096];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                seen.write(buffer, 0, read);
                to.getOutputStream().write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // What was seen until then is what counts.
        }
    }

    private static Device device(Origin origin, TestConfig config) {
        return Device.running(
                config.reverse(origin.endpoint()).client(origin.endpoint().port()));
    }

    private static SSLContext showing(Fault fault) throws Exception {
        return switch (fault) {
            case UNTRUSTED -> TestPki.showing(TestPki.STRANGE_SITE);
            case EXPIRED -> TestPki.showing(TestPki.EXPIRED_SITE);
            case WRONG_HOST -> TestPki.showing(TestPki.site(TestPki.PUBLIC_CA, "www.other.example", false));
            case SHORT_KEY -> showing(shortKey());
        };
    }

    private static Issued shortKey() {
        X509Bundle ca = TestPki.PUBLIC_CA;
        Instant now = Instant.now();
        return SampleCertificate.server(SITE)
                .from(now.minus(Duration.ofDays(1)))
                .until(now.plus(Duration.ofDays(1)))
                .rsa(1024)
                .issuedBy(new Issued(ca.getCertificate(), ca.getKeyPair(), List.of(ca.getCertificate())));
    }

    private static SSLContext showing(Issued site) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "key", site.key().getPrivate(), new char[0], site.sent().toArray(new Certificate[0]));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
