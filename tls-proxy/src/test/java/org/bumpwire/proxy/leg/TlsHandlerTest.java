package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.flow.LegParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsHandlerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] NO_STAPLE = {};
    private static final Set<TlsVersion> MODERN = EnumSet.range(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3);
    private static final TlsSettings ALL = new TlsSettings(MODERN, CipherSuite.speakingAny(MODERN));

    private static KeyMaterial ecdsa;
    private static KeyMaterial rsa;

    private final RecordingListener clientSide = new RecordingListener();
    private final RecordingListener serverSide = new RecordingListener();
    private byte[] staple = NO_STAPLE;
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
    @EnumSource(value = TlsVersion.class, names = "SSL_3_0", mode = EnumSource.Mode.EXCLUDE)
    void shakesHandsInEachVersion(TlsVersion version) {
        connect(ALL, ALL, EnumSet.of(version), "", "", true, rsa);

        LegParameters parameters = clientSide.leg().parameters("RSA");
        assertThat(parameters.version()).isEqualTo(version.operatorName());
        assertThat(CipherSuite.named(parameters.cipherSuite()).orElseThrow().speaks(version))
                .isTrue();
        assertThat(parameters).isEqualTo(serverSide.leg().parameters("RSA"));
    }

    @ParameterizedTest
    @MethodSource
    void namesEachSuiteAsIanaDoes(CipherSuite suite) {
        Set<TlsVersion> versions = EnumSet.of(TlsVersion.TLS_1_2);
        TlsSettings settings = new TlsSettings(versions, List.of(suite));

        KeyMaterial material = suite.authentication() == CipherSuite.Authentication.RSA ? rsa : ecdsa;
        connect(settings, settings, versions, "", "", false, material);

        assertThat(clientSide.leg().parameters("").cipherSuite()).isEqualTo(suite.name());
    }

    static List<CipherSuite> namesEachSuiteAsIanaDoes() {
        return CipherSuite.speakingAny(List.of(TlsVersion.TLS_1_2));
    }

    @Test
    void exchangesKeysWithMlKemWhereItIsOffered() {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", true, ecdsa);

        assertThat(clientSide.leg().parameters("").group()).isEqualTo("X25519MLKEM768");
    }

    @Test
    void exchangesKeysWithoutMlKemWhereItIsNot() {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);

        assertThat(clientSide.leg().parameters("").group()).isEqualTo("x25519");
    }

    @Test
    void hasNoGroupWithAStaticRsaKeyExchange() {
        TlsSettings settings =
                new TlsSettings(EnumSet.of(TlsVersion.TLS_1_2), List.of(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256));

        connect(settings, settings, settings.versions(), "", "", false, rsa);

        assertThat(clientSide.leg().parameters("").group()).isEmpty();
    }

    @Test
    void agreesOnTheProtocolThatTheOtherLegChose() {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "h2", "h2", false, ecdsa);

        assertThat(clientSide.leg().parameters("").alpn()).isEqualTo("h2");
        assertThat(serverSide.leg().parameters("").alpn()).isEqualTo("h2");
    }

    @Test
    void showsTheServersChainBeforeItGoesOn() throws Exception {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);

        assertThat(clientSide.chain()).hasDimensions(1, ecdsa.certificate().getEncoded().length);
        assertThat(clientSide.chain()[0]).isEqualTo(ecdsa.certificate().getEncoded());
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void staplesTheOcspResponseThatItIsGiven(TlsVersion version) {
        staple = new byte[] {48, 3, 10, 1, 1};
        connect(ALL, ALL, EnumSet.of(version), "", "", false, ecdsa);

        assertThat(clientSide.staple).isEqualTo(staple);
    }

    @ParameterizedTest
    @EnumSource(
            value = CertificateAnswer.class,
            names = {"ACCEPTED", "TOLERATED"},
            mode = EnumSource.Mode.EXCLUDE)
    void tellsAServerWhyItsCertificateIsRefused(CertificateAnswer answer) {
        clientSide.answer = answer;
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_2), "", "", false, ecdsa);

        assertThat(clientSide.failure().origin()).isEqualTo(TlsFailure.Cause.CERTIFICATE_REFUSED);
        assertThat(serverSide.failure().alertReceived())
                .contains(
                        switch (answer) {
                            case EXPIRED -> TlsAlert.CERTIFICATE_EXPIRED;
                            case REVOKED -> TlsAlert.CERTIFICATE_REVOKED;
                            case UNKNOWN_CA -> TlsAlert.UNKNOWN_CA;
                            default -> TlsAlert.BAD_CERTIFICATE;
                        });
        assertThat(clientSide.failure().alertSent())
                .isEqualTo(serverSide.failure().alertReceived());
    }

    @Test
    void refusesAClientWithoutACommonVersion() {
        TlsSettings newest =
                new TlsSettings(EnumSet.of(TlsVersion.TLS_1_3), List.of(CipherSuite.TLS_AES_128_GCM_SHA256));

        connect(ALL, newest, EnumSet.of(TlsVersion.TLS_1_2), "", "", false, ecdsa);

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.NO_COMMON_VERSION);
        assertThat(clientSide.failure().alertReceived()).contains(TlsAlert.PROTOCOL_VERSION);
    }

    @Test
    void refusesAClientWithoutACommonSuite() {
        Set<TlsVersion> versions = EnumSet.of(TlsVersion.TLS_1_2);
        TlsSettings one = new TlsSettings(versions, List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
        TlsSettings other = new TlsSettings(versions, List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384));

        connect(one, other, versions, "", "", false, rsa);

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.NO_COMMON_CIPHER);
        assertThat(clientSide.failure().alertReceived()).contains(TlsAlert.HANDSHAKE_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_460, 16_384, 65_536})
    void carriesEveryByteHoweverTheSegmentsAreCut(int segment) {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);
        openBoth();
        byte[] sent = new byte[200_000];
        new Random(segment).nextBytes(sent);

        client.writeOutbound(Unpooled.wrappedBuffer(sent));
        server.checkException();
        deliver(client, server, segment);

        assertThat(read(server)).isEqualTo(sent);
    }

    @Test
    void carriesOnInTheOtherDirectionAfterACloseNotify() {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);
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
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);
        openBoth();

        server.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(serverSide.events).containsExactly(ChannelInputShutdownEvent.INSTANCE);
    }

    @Test
    void holdsClearTextBackUntilItIsOpened() {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);
        clientSide.leg().open();
        client.writeOutbound(Unpooled.copiedBuffer("early", US_ASCII));
        deliver(client, server, 65_536);

        assertThat(server.<ByteBuf>readInbound()).isNull();
        serverSide.leg().open();
        assertThat(new String(read(server), US_ASCII)).isEqualTo("early");
    }

    @Test
    void failsWhenThePeerLeavesDuringTheHandshake() {
        server = new EmbeddedChannel(
                contexts(ALL).clientLeg(Engine.BORING_SSL, "", ecdsa, NO_STAPLE, TIMEOUT, serverSide));

        server.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.CLOSED);
    }

    @Test
    void failsWhenThePeerTakesTooLong() {
        server = new EmbeddedChannel(
                contexts(ALL).clientLeg(Engine.BORING_SSL, "", ecdsa, NO_STAPLE, TIMEOUT, serverSide));

        server.advanceTimeBy(11, java.util.concurrent.TimeUnit.SECONDS);
        server.runScheduledPendingTasks();

        assertThat(serverSide.failure().origin()).isEqualTo(TlsFailure.Cause.TIMEOUT);
    }

    @Test
    void failsOnAHandshakeOfGarbage() {
        server = new EmbeddedChannel(
                contexts(ALL).clientLeg(Engine.BORING_SSL, "", ecdsa, NO_STAPLE, TIMEOUT, serverSide));

        server.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", US_ASCII));

        assertThat(serverSide.failure()).hasMessage("TLS failed: http request");
    }

    @Test
    void reportsBytesThatWereTamperedWith() {
        connect(ALL, ALL, EnumSet.of(TlsVersion.TLS_1_3), "", "", false, ecdsa);
        openBoth();
        client.writeOutbound(Unpooled.copiedBuffer("secret", US_ASCII));
        ByteBuf sealed = client.readOutbound();
        sealed.setByte(sealed.writerIndex() - 1, sealed.getByte(sealed.writerIndex() - 1) ^ 1);

        server.writeInbound(sealed);

        assertThat(serverSide.exceptions).hasSize(1);
        assertThat(serverSide.exceptions.get(0)).isInstanceOf(TlsFailure.class);
        assertThat(server.<ByteBuf>readInbound()).isNull();
    }

    private static TlsContexts contexts(TlsSettings settings) {
        return new TlsContexts(settings, "client-proxy P", null, Runnable::run);
    }

    private void connect(
            TlsSettings clientSettings,
            TlsSettings serverSettings,
            Set<TlsVersion> versions,
            String offered,
            String chosen,
            boolean postQuantum,
            KeyMaterial material) {
        TlsHandler serverLeg =
                contexts(serverSettings).clientLeg(Engine.BORING_SSL, chosen, material, staple, TIMEOUT, serverSide);
        serverSide.leg = serverLeg;
        server = new EmbeddedChannel(serverLeg, serverSide.behind);
        TlsHandler clientLeg = contexts(clientSettings)
                .serverLeg(
                        new ServerOffer(
                                versions,
                                clientSettings.cipherSuites(),
                                offered.isEmpty() ? List.of() : List.of(offered),
                                postQuantum),
                        "www.example.com",
                        InetSocketAddress.createUnresolved("www.example.com", 443),
                        TIMEOUT,
                        clientSide);
        clientSide.leg = clientLeg;
        client = new EmbeddedChannel(clientLeg, clientSide.behind);
        for (int i = 0; i < 6; i++) {
            deliver(client, server, 65_536);
            deliver(server, client, 65_536);
        }
        assertThat(clientSide.failure != null || clientSide.done).isTrue();
        assertThat(serverSide.failure != null || serverSide.done).isTrue();
    }

    private void openBoth() {
        clientSide.leg().open();
        serverSide.leg().open();
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

    /** Accepts what it is shown, and keeps what it is told. */
    private static final class RecordingListener implements TlsHandler.Listener {
        private final List<Object> events = new ArrayList<>();
        private final List<Throwable> exceptions = new ArrayList<>();
        private final ChannelInboundHandlerAdapter behind = new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                events.add(event);
                ReferenceCountUtil.release(event);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                exceptions.add(cause);
            }
        };
        private CertificateAnswer answer = CertificateAnswer.ACCEPTED;
        private @Nullable TlsHandler leg;
        private @Nullable TlsFailure failure;
        private byte[][] chain = {};
        private byte[] staple = {};
        private boolean done;

        TlsHandler leg() {
            return Optional.ofNullable(leg).orElseThrow();
        }

        TlsFailure failure() {
            return Optional.ofNullable(failure).orElseThrow();
        }

        byte[][] chain() {
            return chain;
        }

        @Override
        public void certificateShown(byte[][] shown, byte[] stapled) {
            chain = shown;
            staple = stapled;
            leg().settle(answer);
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
