package org.bumpwire.proxy.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.hello.ClientHello;
import org.junit.jupiter.api.Test;

class ClientOfferTest {
    private static final TlsSettings ALL =
            new TlsSettings(EnumSet.allOf(TlsVersion.class), List.of(CipherSuite.values()));
    private static final List<Integer> TLS_13 = List.of(0x0304, 0x0303);
    private static final List<Integer> TLS_12 = List.of(0x0303);

    @Test
    void offersWhatClientAndSettingsHaveInCommon() {
        TlsSettings newer =
                new TlsSettings(EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), List.of(CipherSuite.values()));

        ServerOffer offer = new ClientOffer(
                        hello(List.of(0x0303, 0x0302), List.of(0xC030, 0xC02F, 0x0035, 0x1302), List.of(), List.of()),
                        newer)
                .towardsServer(false, Optional.empty());

        assertThat(offer.versions()).containsExactly(TlsVersion.TLS_1_2);
        assertThat(offer.cipherSuites())
                .containsExactly(
                        CipherSuite.TLS_AES_256_GCM_SHA384,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA);
    }

    @Test
    void offersNoVersionForWhichTheClientHasNoSuite() {
        assertThat(offer(TLS_13, List.of(0x1301), List.of(), List.of())
                        .towardsServer(false, Optional.empty())
                        .versions())
                .containsExactly(TlsVersion.TLS_1_3);
    }

    @Test
    void offersMlKemAsTheClientDoes() {
        assertThat(offer(TLS_13, List.of(), List.of(0x11EC, 29), List.of())
                        .towardsServer(false, Optional.empty())
                        .postQuantum())
                .isTrue();
        assertThat(offer(TLS_13, List.of(), List.of(29), List.of())
                        .towardsServer(false, Optional.empty())
                        .postQuantum())
                .isFalse();
    }

    @Test
    void leavesHttp2OutOfADowngradedOffer() {
        ClientOffer offer = offer(TLS_13, List.of(), List.of(), List.of());

        assertThat(offer.towardsServer(false, Optional.empty()).alpn()).containsExactly("h2", "http/1.1");
        assertThat(offer.towardsServer(true, Optional.empty()).alpn()).containsExactly("http/1.1");
    }

    @Test
    void readsTheKeysOfTls13FromSignatureSchemes() {
        ClientOffer ecdsa = offer(TLS_13, List.of(0x1301), List.of(23), List.of(0x0403));
        ClientOffer rsa = offer(TLS_13, List.of(0x1301), List.of(23), List.of(0x0804, 0x0401));
        ClientOffer oldRsa = offer(TLS_13, List.of(0x1301), List.of(23), List.of(0x0401));

        assertThat(ecdsa.takesEcdsa(256)).isTrue();
        assertThat(ecdsa.takesEcdsa(384)).isFalse();
        assertThat(ecdsa.takesRsa()).isFalse();
        assertThat(rsa.takesEcdsa(256)).isFalse();
        assertThat(rsa.takesRsa()).isTrue();
        assertThat(oldRsa.takesRsa()).isFalse();
    }

    @Test
    void readsTheKeysOfTls12FromSuitesGroupsAndSchemes() {
        List<Integer> both = List.of(0xC02B, 0xC02F);

        assertThat(offer(TLS_12, both, List.of(23), List.of(0x0403)).takesEcdsa(256))
                .isTrue();
        assertThat(offer(TLS_12, both, List.of(), List.of()).takesEcdsa(256)).isTrue();
        assertThat(offer(TLS_12, both, List.of(29), List.of(0x0403)).takesEcdsa(256))
                .isFalse();
        assertThat(offer(TLS_12, both, List.of(23), List.of(0x0401)).takesEcdsa(256))
                .isFalse();
        assertThat(offer(TLS_12, List.of(0xC02F), List.of(23), List.of(0x0403)).takesEcdsa(256))
                .isFalse();
        assertThat(offer(TLS_12, List.of(0xC02F), List.of(23), List.of()).takesRsa())
                .isTrue();
        assertThat(offer(TLS_12, List.of(0xC02B), List.of(23), List.of()).takesRsa())
                .isFalse();
    }

    @Test
    void heedsWhatTheSettingsAllow() {
        TlsSettings rsaOnly = new TlsSettings(
                EnumSet.of(TlsVersion.TLS_1_2), List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
        ClientHello both = hello(TLS_12, List.of(0xC02B, 0xC02F), List.of(23), List.of(0x0403, 0x0401));

        assertThat(new ClientOffer(both, rsaOnly).takesEcdsa(256)).isFalse();
        assertThat(new ClientOffer(both, rsaOnly).takesRsa()).isTrue();
    }

    @Test
    void knowsLongerCurves() {
        List<Integer> schemes = List.of(0x0503, 0x0603);

        assertThat(offer(TLS_13, List.of(0x1301), List.of(24, 25), schemes).takesEcdsa(384))
                .isTrue();
        assertThat(offer(TLS_13, List.of(0x1301), List.of(24, 25), schemes).takesEcdsa(521))
                .isTrue();
        assertThat(offer(TLS_12, List.of(0xC02B), List.of(24, 25), schemes).takesEcdsa(384))
                .isTrue();
        assertThat(offer(TLS_12, List.of(0xC02B), List.of(24, 25), schemes).takesEcdsa(521))
                .isTrue();
    }

    private static ClientOffer offer(
            List<Integer> versions, List<Integer> suites, List<Integer> groups, List<Integer> schemes) {
        return new ClientOffer(hello(versions, suites, groups, schemes), ALL);
    }

    private static ClientHello hello(
            List<Integer> versions, List<Integer> suites, List<Integer> groups, List<Integer> schemes) {
        return new ClientHello(
                0x0303,
                Optional.of("www.example.com"),
                List.of("h2", "http/1.1"),
                versions,
                suites,
                groups,
                schemes,
                false,
                false,
                false,
                false,
                false);
    }

    @Test
    void namesAllSuitesInTheEnginesWay() {
        List<String> names =
                List.of(CipherNames.list(List.of(CipherSuite.values())).split(":"));

        assertThat(names)
                .hasSize(14)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(CipherNames.suite(name)).isPresent());
    }
}
