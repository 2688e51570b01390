package org.bumpwire.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.bumpwire.proxy.verify.Finding.Rule;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySoundnessTest {
    private static final String NAME = "www.example.org";
    private static final Issued ROOT = authority("CN=Root").selfSigned();
    private static final KeyPair RSA = SampleCertificate.keyPair("RSA", 2048);

    @Test
    void findsAnRsaExponentThatProtectsNothing() throws Exception {
        assertThat(Chains.findings(
                        SampleCertificate.server(NAME).key(withExponent(65_536)).issuedBy(ROOT), ROOT))
                .extracting(Finding::rule, Finding::sentence)
                .containsExactly(tuple(Rule.KEY, "RSA key has an even public exponent"));
    }

    @ParameterizedTest
    @CsvSource({"EC, 256", "EC, 384", "EC, 521", "Ed25519, 255"})
    void acceptsTheKeysOfToday(String type, int bits) {
        assertThat(Chains.findings(
                        SampleCertificate.server(NAME)
                                .key(SampleCertificate.keyPair(type, bits))
                                .issuedBy(ROOT),
                        ROOT))
                .isEmpty();
    }

    @Test
    void findsAKeyOfAKindThatTlsDoesNotUse() {
        Issued server = SampleCertificate.server(NAME)
                .key(SampleCertificate.keyPair("DSA", 2048))
                .issuedBy(ROOT);

        assertThat(Chains.findings(server, ROOT))
                .extracting(Finding::sentence)
                .containsExactly("Key is neither RSA nor on a curve that the device knows");
    }

    private static KeyPair withExponent(long exponent) throws Exception {
        RSAPublicKeySpec odd =
                new RSAPublicKeySpec(((RSAPublicKey) RSA.getPublic()).getModulus(), BigInteger.valueOf(exponent));
        return new KeyPair(KeyFactory.getInstance("RSA").generatePublic(odd), RSA.getPrivate());
    }
}
