package org.bumpwire.proxy.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.hello.ClientHello;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
    private static final Set<TlsVersion> EVERY_VERSION = EnumSet.allOf(TlsVersion.class);
    private static final TlsSettings MIXED = new TlsSettings(EVERY_VERSION, List.of(CipherSuite.values()));
    private static final TlsSettings MODERN =
            new TlsSettings(EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), CipherSuite.speakingAny(EVERY_VERSION));
    private static final int SSL_3 = 0x0300;
    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_1_3 = 0x0304;

    private static KeyMaterial rsa;

    @BeforeAll
    static void makeCertificate() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .rsa2048()
                .subject("CN=www.example.com")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        rsa = KeyMaterial.of(
                bundle.getCertificatePathList(), bundle.getKeyPair().getPrivate());
    }

    @Test
    void boringSslServesAModernClientOfAMixedConfiguration() {
        ClientHello hello = hello(
                false,
                TLS_1_2,
                CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);

        assertThat(towardsClient(MIXED, hello)).isEqualTo(Engine.BORING_SSL);
    }

    @Test
    void theLegacyEngineServesAClientThatCanDoNoBetter() {
        assertThat(towardsClient(MIXED, hello(false, TLS_1_2, CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA)))
                .isEqualTo(Engine.LEGACY);
        assertThat(towardsClient(MIXED, hello(false, SSL_3, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)))
                .isEqualTo(Engine.LEGACY);
    }

    @Test
    void boringSslRefusesAClientThatTheConfigurationDoesNotLetIn() {
        assertThat(towardsClient(MODERN, hello(false, TLS_1_2, CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA)))
                .isEqualTo(Engine.BORING_SSL);
    }

    @Test
    void theLegacyEngineOffersAServerWhatAClientOfferedBeyondTheOther() {
        ClientHello old = hello(
                false,
                TLS_1_2,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA);
        ClientHello modern = hello(false, TLS_1_2, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);

        assertThat(towardsServer(MIXED, old)).isEqualTo(Engine.LEGACY);
        assertThat(towardsServer(MIXED, modern)).isEqualTo(Engine.BORING_SSL);
        assertThat(towardsServer(MODERN, old)).isEqualTo(Engine.BORING_SSL);
    }

    @Test
    void theLegacyEngineKeepsToAChoiceAmongTheSuitesOfTls13() {
        TlsSettings one = new TlsSettings(EnumSet.of(TlsVersion.TLS_1_3), List.of(CipherSuite.TLS_AES_256_GCM_SHA384));
        ClientHello both =
                hello(false, TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384);

        assertThat(towardsClient(one, both)).isEqualTo(Engine.LEGACY);
        assertThat(towardsClient(MODERN, both)).isEqualTo(Engine.BORING_SSL);
        assertThat(towardsClient(one, hello(false, TLS_1_3, CipherSuite.TLS_AES_256_GCM_SHA384)))
                .isEqualTo(Engine.BORING_SSL);
        assertThat(towardsServer(one, both)).isEqualTo(Engine.LEGACY);
    }

    @Test
    void encryptThenMacTakesTheLegacyEngineForCbcOnly() {
        TlsSettings settings = new TlsSettings(MODERN.versions(), MODERN.cipherSuites(), true);

        assertThat(towardsClient(settings, hello(true, TLS_1_2, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)))
                .isEqualTo(Engine.LEGACY);
        assertThat(towardsClient(settings, hello(false, TLS_1_2, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)))
                .isEqualTo(Engine.BORING_SSL);
        assertThat(towardsClient(settings, hello(true, TLS_1_2, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)))
                .isEqualTo(Engine.BORING_SSL);
        assertThat(towardsServer(settings, hello(true, TLS_1_2, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)))
                .isEqualTo(Engine.LEGACY);
    }

    @Test
    void saysWhatBoringSslLacks() {
        assertThat(new EngineChoice(MODERN).beyondBoringSsl()).isEmpty();
        assertThat(new EngineChoice(MIXED).beyondBoringSsl())
                .containsExactly("SSLv3", "3DES", "CBC with SHA-256 or SHA-384");
    }

    private static Engine towardsClient(TlsSettings settings, ClientHello hello) {
        return new ClientOffer(hello, settings).engine(rsa);
    }

    private static Engine towardsServer(TlsSettings settings, ClientHello hello) {
        ServerOffer offer = new ClientOffer(hello, settings).towardsServer(false, Optional.empty());
        return new EngineChoice(settings).towardsServer(offer);
    }

    private static ClientHello hello(boolean encryptThenMac, int version, CipherSuite... suites) {
        return new ClientHello(
                Math.min(version, TLS_1_2),
                Optional.empty(),
                List.of(),
                List.of(version),
                Stream.of(suites).map(CipherSuite::wireValue).toList(),
                List.of(),
                List.of(),
                false,
                false,
                false,
                encryptThenMac,
                false);
    }
}
