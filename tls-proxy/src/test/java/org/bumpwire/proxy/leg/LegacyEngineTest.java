package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.flow.LegParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyEngineTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Set<TlsVersion> EVERY_VERSION = EnumSet.allOf(TlsVersion.class);
    private static final List<CipherSuite> EVERY_SUITE = List.of(CipherSuite.values());

    private static KeyMaterial ecdsa;
    private static KeyMaterial rsa;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Heard clientSide = new Heard();
    private final Heard serverSide = new Heard();
    private Engine serverEngine = Engine.LEGACY;
    private byte[] staple = {};
    private boolean postQuantum;
    private EmbeddedChannel client = new EmbeddedChannel();
    private EmbeddedChannel server = new EmbeddedChannel();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ecdsa = material(new CertificateBuilder().ecp256());
        rsa = material(new CertificateBuilder().rsa2048());
    }

    private static KeyMaterial material(CertificateBuilder builder) throws Exception {
        X509Bundle bundle = builder.subject("CN=www.example.com")
                .addSanDnsName("www.example.com")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        return KeyMaterial.of(
                bundle.getCertificatePathList(), bundle.getKeyPair().getPrivate());
    }

    @AfterEach
    void close() {
        client.finishAndReleaseAll();
        server.finishAndReleaseAll();
    }

    @ParameterizedTest
    @MethodSource
    void speaksEverySuiteInEveryVersionThatHasIt(TlsVersion version, CipherSuite suite) {
        connect(EnumSet.of(version), List.of(suite));

        LegParameters parameters = clientSide.parameters();
        assertThat(parameters.version()).isEqualTo(version.operatorName());
        assertThat(parameters.cipherSuite()).isEqualTo(suite.name());
        assertThat(parameters.group()).isEqualTo(version == TlsVersion.TLS_1_3 || isEphemeral(suite) ? "x25519" : "");
        assertThat(parameters).isEqualTo(serverSide.parameters());
        exchange("question", "answer");
    }

    static Stream<Arguments> speaksEverySuiteInEveryVersionThatHasIt() {
        return EVERY_VERSION.stream()
                .flatMap(version -> EVERY_SUITE.stream()
                        .filter(suite -> suite.speaks(version))
                        .map(suite -> Arguments.of(version, suite)));
    }

    @ParameterizedTest
    @EnumSource(value = TlsVersion.class, names = "SSL_3_0", mode = EnumSource.Mode.EXCLUDE)
    void speaksWithTheOtherEngine(TlsVersion version) {
        serverEngine = Engine.BORING_SSL;

        connect(
                EnumSet.of(version),
                // One that needs this engine makes the client use it.
                Stream.concat(
                                CipherSuite.speakingAny(Set.of(version)).stream(),
                                Stream.of(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA))
                        .toList());

        assertThat(clientSide.parameters().version()).isEqualTo(version.operatorName());
        assertThat(clientSide.parameters()).isEqualTo(serverSide.parameters());
        exchange("question", "answer");
    }

    @Test
    void exchangesKeysWithMlKem() {
        postQuantum = true;

        connect(EnumSet.of(TlsVersion.TLS_1_3), List.of(CipherSuite.TLS_AES_256_GCM_SHA384));

        assertThat(clientSide.parameters().group()).isEqualTo("X25519MLKEM768");
        assertThat(serverSide.parameters().group()).isEqualTo("X25519MLKEM768");
    }

    @Test
    void keepsToTheConfiguredOrderOfSuites() {
        connect(
                EnumSet.of(TlsVersion.TLS_1_3),
                List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384));

        assertThat(serverSide.parameters().cipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void prefersTheHighestVersion() {
        connect(EVERY_VERSION, EVERY_SUITE);

        assertThat(serverSide.parameters().version()).isEqualTo("TLSv1.3");
    }

    @Test
    void showsTheServersChainAndStandsStill() throws Exception {
        for (TlsVersion version : EnumSet.of(TlsVersion.SSL_3_0, TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)) {
            clientSide.answer = null;
            connect(EnumSet.of(version), EVERY_SUITE);

            assertThat(clientSide.chain).hasDimensions(1, rsa.certificate().getEncoded().length);
            assertThat(clientSide.chain[0]).isEqualTo(rsa.certificate().getEncoded());
            assertThat(clientSide.done || serverSide.done).isFalse();
            clientSide.leg().settle(CertificateAnswer.ACCEPTED);
            deliverAll();
            assertThat(clientSide.done && serverSide.done).isTrue();
            clientSide.done = false;
            serverSide.done = false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_1_0, REFUSED, BAD_CERTIFICATE",
        "TLS_1_2, EXPIRED, CERTIFICATE_EXPIRED",
        "TLS_1_2, REVOKED, CERTIFICATE_REVOKED",
        "TLS_1_3, UNKNOWN_CA, UNKNOWN_CA",
        "TLS_1_3, REFUSED, BAD_CERTIFICATE"
    })
    void tellsAServerWhyItsCertificateIsRefused(TlsVersion version, CertificateAnswer answer, TlsAlert alert) {
        clientSide.answer = answer;
        connect(EnumSet.of(version), EVERY_SUITE);

        assertThat(clientSide.failure().origin()).isEqualTo(TlsFailure.Cause.CERTIFICATE_REFUSED);
        assertThat(clientSide.failure().alertSent()).contains(alert);
        assertThat(serverSide.failure().alertReceived()).contains(alert);
    }

    @Test
    void refusesAClientWithoutACommonVersion() {
        connect(
                EnumSet.of(TlsVersion.TLS_1_1),
                new TlsSettings(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE),
                List.of(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA));

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.NO_COMMON_VERSION);
        assertThat(clientSide.failure().alertReceived()).contains(TlsAlert.PROTOCOL_VERSION);
    }

    @Test
    void refusesAClientWithoutACommonSuite() {
        connect(
                EnumSet.of(TlsVersion.TLS_1_2),
                new TlsSettings(EVERY_VERSION, List.of(CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256)),
                List.of(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256));

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.NO_COMMON_CIPHER);
        assertThat(clientSide.failure().alertReceived()).contains(TlsAlert.HANDSHAKE_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_460, 16_384, 65_536})
    void carriesEveryByteHoweverTheSegmentsAreCut(int segment) {
        connect(EnumSet.of(TlsVersion.TLS_1_2), List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384));
        openBoth();
        byte[] sent = new byte[segment < 100 ? 20_000 : 200_000];
        new Random(segment).nextBytes(sent);

        client.writeOutbound(Unpooled.wrappedBuffer(sent));
        deliver(client, server, segment);

        assertThat(read(server)).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource(TlsVersion.class)
    void carriesOnInTheOtherDirectionAfterACloseNotify(TlsVersion version) {
        connect(EnumSet.of(version), EVERY_SUITE);
        openBoth();

        clientSide.leg().closeNotify();
        deliver(client, server, 65_536);
        server.writeOutbound(Unpooled.copiedBuffer("answer", US_ASCII));
        deliver(server, client, 65_536);

        assertThat(serverSide.events).containsExactly(TlsHandler.CloseNotify.RECEIVED);
        assertThat(new String(read(client), US_ASCII)).isEqualTo("answer");
    }

    @Test
    void reportsAnEndWithoutCloseNotifyAsJustThat() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE);
        openBoth();

        server.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(serverSide.events).containsExactly(ChannelInputShutdownEvent.INSTANCE);
    }

    @Test
    void reportsBytesThatWereTamperedWith() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE);
        openBoth();
        client.writeOutbound(Unpooled.copiedBuffer("secret", US_ASCII));
        ByteBuf sealed = client.readOutbound();
        sealed.setByte(sealed.writerIndex() - 1, sealed.getByte(sealed.writerIndex() - 1) ^ 1);

        server.writeInbound(sealed);

        assertThat(serverSide.exceptions).hasSize(1);
        assertThat(serverSide.exceptions.get(0)).isInstanceOf(TlsFailure.class);
        assertThat(server.<ByteBuf>readInbound()).isNull();
    }

    @Test
    void failsOnAHandshakeOfGarbage() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE, false);

        server.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", US_ASCII));
        work(server);

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.OTHER);
    }

    @Test
    void failsOnARecordThatIsTooLong() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE, false);

        server.writeInbound(Unpooled.wrappedBuffer(new byte[] {22, 3, 1, (byte) 0xFF, (byte) 0xFF}));
        work(server);

        assertThat(serverSide.failure()).hasMessageContaining("record_overflow");
    }

    @Test
    void keepsTheEventLoopFreeOfItsWork() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE, false);

        assertThat(client.<ByteBuf>readOutbound()).isNull();
        assertThat(work).hasSize(1);
        work(client);
        assertThat(client.outboundMessages()).isNotEmpty();
    }

    @Test
    void hearsWhatAPeerSaidBeforeItLeft() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE, false);
        work(client);

        client.writeInbound(Unpooled.wrappedBuffer(new byte[] {21, 3, 1, 0, 2, 2, 40}));
        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        work(client);

        assertThat(clientSide.failure().alertReceived()).contains(TlsAlert.HANDSHAKE_FAILURE);
    }

    @Test
    void failsWhenThePeerLeavesDuringTheHandshake() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE, false);
        work(client);

        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(clientSide.failure().origin()).isEqualTo(TlsFailure.Cause.CLOSED);
    }

    @Test
    void failsWhileItsWorkIsNotDone() {
        connect(EnumSet.of(TlsVersion.TLS_1_2), EVERY_SUITE, false);

        client.advanceTimeBy(11, TimeUnit.SECONDS);
        client.runScheduledPendingTasks();
        work(client);

        assertThat(clientSide.failure().origin()).isEqualTo(TlsFailure.Cause.TIMEOUT);
    }

    @Test
    void leavesTheRestOfTheProcessAsStrictAsItWas() throws Exception {
        String tls = Security.getProperty("jdk.tls.disabledAlgorithms");
        String certificates = Security.getProperty("jdk.certpath.disabledAlgorithms");
        List<Provider> providers = List.of(Security.getProviders());

        connect(EnumSet.of(TlsVersion.SSL_3_0), List.of(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA));

        assertThat(serverSide.parameters().version()).isEqualTo("SSLv3");
        assertThat(Security.getProperty("jdk.tls.disabledAlgorithms"))
                .isEqualTo(tls)
                .contains("SSLv3", "3DES_EDE_CBC");
        assertThat(Security.getProperty("jdk.certpath.disabledAlgorithms"))
                .isEqualTo(certificates)
                .contains("MD5");
        assertThat(Security.getProviders()).containsExactlyElementsOf(providers);
        SSLEngine other = SSLContext.getDefault().createSSLEngine();
        other.setUseClientMode(true);
        other.setEnabledProtocols(new String[] {"SSLv3"});
        assertThatThrownBy(other::beginHandshake).hasMessageContaining("No appropriate protocol");
    }

    private static boolean isEphemeral(CipherSuite suite) {
        return suite.name().startsWith("TLS_ECDHE_");
    }

    private void connect(Set<TlsVersion> versions, List<CipherSuite> suites) {
        connect(versions, suites, true);
    }

    private void connect(Set<TlsVersion> versions, List<CipherSuite> suites, boolean whole) {
        begin(versions, new TlsSettings(versions, suites, false), suites);
        if (whole) {
            deliverAll();
        }
    }

    private void connect(Set<TlsVersion> versions, TlsSettings settings, List<CipherSuite> offered) {
        begin(versions, settings, offered);
        deliverAll();
    }

    private void begin(Set<TlsVersion> versions, TlsSettings settings, List<CipherSuite> offered) {
        boolean byEcdsa = offered.stream().allMatch(suite -> suite.authentication() == Authentication.ECDSA);
        TlsHandler serverLeg = new TlsContexts(settings, "client-proxy P", null, work::add)
                .clientLeg(serverEngine, "", byEcdsa ? ecdsa : rsa, staple, TIMEOUT, serverSide);
        serverSide.leg = serverLeg;
        server = new EmbeddedChannel(serverLeg, serverSide.behind);
        ServerOffer offer = new ServerOffer(versions, offered, List.of(), postQuantum, false, false);
        TlsHandler clientLeg = new TlsHandler(
                allocator -> LegacyConnection.connect(offer, "www.example.com", allocator, work::add),
                TIMEOUT,
                clientSide);
        clientSide.leg = clientLeg;
        client = new EmbeddedChannel(clientLeg, clientSide.behind);
    }

    private void deliverAll() {
        for (int i = 0; i < 12; i++) {
            work(client);
            deliver(client, server, 65_536);
            work(server);
            deliver(server, client, 65_536);
        }
    }

    private void work(EmbeddedChannel channel) {
        Runnable step;
        while ((step = work.poll()) != null) {
            step.run();
            client.runPendingTasks();
            server.runPendingTasks();
        }
        channel.runPendingTasks();
    }

    private void openBoth() {
        clientSide.leg().open();
        serverSide.leg().open();
    }

    private void exchange(String question, String answer) {
        openBoth();
        client.writeOutbound(Unpooled.copiedBuffer(question, US_ASCII));
        deliver(client, server, 65_536);
        server.writeOutbound(Unpooled.copiedBuffer(answer, US_ASCII));
        deliver(server, client, 65_536);
        assertThat(new String(read(server), US_ASCII)).isEqualTo(question);
        assertThat(new String(read(client), US_ASCII)).isEqualTo(answer);
    }

    private static void deliver(EmbeddedChannel from, EmbeddedChannel to, int segment) {
        ByteBuf bytes;
        while ((bytes = from.readOutbound()) != null) {
            while (bytes.isReadable()) {
                to.writeInbound(bytes.readRetainedSlice(Math.min(segment, bytes.readableBytes())));
            }
            bytes.release();
        }
    }

    private static byte[] read(EmbeddedChannel channel) {
        byte[] all = new byte[0];
        ByteBuf bytes;
        while ((bytes = channel.readInbound()) != null) {
            int length = all.length;
            all = Arrays.copyOf(all, length + bytes.readableBytes());
            bytes.readBytes(all, length, bytes.readableBytes());
            bytes.release();
        }
        return all;
    }

    /** Settles as it is told, and keeps what it hears. */
    private static final class Heard implements TlsHandler.Listener {
        private final List<Object> events = new ArrayList<>();
        private final List<Throwable> exceptions = new ArrayList<>();
        private final ChannelInboundHandlerAdapter behind = new Behind();
        private @Nullable CertificateAnswer answer = CertificateAnswer.ACCEPTED;
        private @Nullable TlsHandler leg;
        private @Nullable TlsFailure failure;
        private byte[][] chain = {};
        private boolean done;

        private final class Behind extends ChannelInboundHandlerAdapter {
            @Override
            public boolean isSharable() {
                return true;
            }

            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                events.add(event);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                exceptions.add(cause);
            }
        }

        TlsHandler leg() {
            return Optional.ofNullable(leg).orElseThrow();
        }

        LegParameters parameters() {
            if (failure != null) {
                throw new AssertionError("Leg failed: " + failure.getMessage());
            }
            return leg().parameters("");
        }

        TlsFailure failure() {
            return Optional.ofNullable(failure).orElseThrow();
        }

        @Override
        public void certificateShown(byte[][] shown, byte[] staple) {
            chain = shown;
            if (answer != null) {
                leg().settle(answer);
            }
        }

        @Override
        public void handshaken() {
            done = true;
        }

        @Override
        public void failed(TlsFailure cause) {
            failure = cause;
        }
    }
}
