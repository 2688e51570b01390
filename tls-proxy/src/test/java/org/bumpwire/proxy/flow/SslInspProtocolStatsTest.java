package org.bumpwire.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bumpwire.stats.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SslInspProtocolStatsTest {
    private final SslInspProtocolStats stats = new SslInspProtocolStats();

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256, X25519MLKEM768, EC,"
                + "clientTls13 clientCipherAes128Gcm clientKexX25519Mlkem768 clientAuthEcdsa",
        "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256, X25519, RSA,"
                + "clientTls13 clientCipherChacha20 clientKexEcdhe clientAuthRsa",
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, P-256, RSA,"
                + "clientTls12 clientCipherAes256Gcm clientKexEcdhe clientAuthRsa",
        "TLSv1.1, TLS_RSA_WITH_AES_128_CBC_SHA, '', RSA, clientTls11 clientCipherAesCbc clientKexRsa clientAuthRsa",
        "TLSv1, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, P-256, EC,"
                + "clientTls10 clientCipherAesCbc clientKexEcdhe clientAuthEcdsa",
        "SSLv3, TLS_RSA_WITH_3DES_EDE_CBC_SHA, '', RSA, clientSslv3 clientCipher3des clientKexRsa clientAuthRsa",
        "SSLv2, TLS_DHE_RSA_WITH_RC4_128_SHA, '', '', clientVersionOther clientCipherOther clientKexOther"
    })
    void countsWhatALegSettledOn(String version, String suite, String group, String authentication, String counters) {
        stats.client.countHandshake(new LegParameters(version, suite, group, authentication, false, ""));

        assertThat(nonZero()).containsExactlyInAnyOrder((counters + " clientHandshakeOk").split(" "));
    }

    @Test
    void countsTheLegsApart() {
        stats.leg(Side.SERVER)
                .countHandshake(new LegParameters("TLSv1.3", "TLS_AES_256_GCM_SHA384", "X25519", "EC", true, "h2"));

        assertThat(nonZero())
                .containsExactlyInAnyOrder(
                        "serverHandshakeOk",
                        "serverResumed",
                        "serverTls13",
                        "serverCipherAes256Gcm",
                        "serverKexEcdhe",
                        "serverAuthEcdsa");
    }

    @ParameterizedTest
    @CsvSource({"h2, alpnH2", "http/1.1, alpnHttp1", "imap, alpnOther"})
    void countsApplicationProtocols(String alpn, String counter) {
        stats.countAlpn(alpn);

        assertThat(nonZero()).containsExactly(counter);
    }

    @Test
    void countsNoApplicationProtocolWhereNoneWasAgreedOn() {
        stats.countAlpn("");

        assertThat(nonZero()).isEmpty();
    }

    private List<String> nonZero() {
        return stats.readings().stream()
                .filter(reading -> reading.value() != 0)
                .map(Reading::name)
                .toList();
    }
}
