package org.bumpwire.proxy.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.SampleConfig;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.junit.jupiter.api.Test;

class ServerCertificatesTest {
    private static final int ECDSA_P256 = 0x0403;
    private static final int ECDSA_P384 = 0x0503;
    private static final int RSA_PSS = 0x0804;

    private final Identity first = certificate("a.example.org");
    private final Identity second = certificate("b.example.org");
    private final Identity wildcard = certificate("*.example.org");
    private final Identity rsa =
            SampleCertificate.server("b.example.org").rsa(2_048).selfSigned().identity("rsa");
    private final Identity p384 = SampleCertificate.server("b.example.org")
            .key(SampleCertificate.keyPair("EC", 384))
            .selfSigned()
            .identity("p384");

    @Test
    void choosesTheExactNameBeforeTheWildcardBeforeTheFirst() throws GeneralSecurityException {
        ServerCertificates table = new ServerCertificates(List.of(first, wildcard, second));

        assertThat(chosen(table, "b.example.org", ECDSA_P256)).isEqualTo(second);
        assertThat(chosen(table, "c.example.org", ECDSA_P256)).isEqualTo(wildcard);
        assertThat(chosen(table, "example.com", ECDSA_P256)).isEqualTo(first);
        assertThat(chosen(table, "", ECDSA_P256)).isEqualTo(first);
    }

    @Test
    void choosesTheFirstOfANameWhoseKeyTheClientCanUse() throws GeneralSecurityException {
        ServerCertificates table = new ServerCertificates(List.of(first, second, p384, rsa));

        assertThat(chosen(table, "b.example.org", ECDSA_P256, RSA_PSS)).isEqualTo(second);
        assertThat(chosen(table, "b.example.org", ECDSA_P384, RSA_PSS)).isEqualTo(p384);
        assertThat(chosen(table, "b.example.org", RSA_PSS)).isEqualTo(rsa);
    }

    @Test
    void fallsBackOnTheFirstUsableOneOfAnotherName() throws GeneralSecurityException {
        ServerCertificates table = new ServerCertificates(List.of(first, second, rsa));

        assertThat(chosen(table, "a.example.org", RSA_PSS)).isEqualTo(rsa);
    }

    @Test
    void choosesNothingForAClientThatCanUseNoKey() throws GeneralSecurityException {
        ServerCertificates table = new ServerCertificates(List.of(first, second));

        assertThat(table.select(Optional.of("a.example.org"), offering(RSA_PSS)))
                .isEmpty();
    }

    @Test
    void keepsEveryCertificateInItsOrder() throws GeneralSecurityException {
        ServerCertificates table = new ServerCertificates(List.of(first, second, rsa));

        assertThat(table.certificates()).containsExactly(first.certificate(), second.certificate(), rsa.certificate());
    }

    private Identity chosen(ServerCertificates table, String sni, Integer... schemes) {
        KeyMaterial material = table.select(Optional.of(sni).filter(name -> !name.isEmpty()), offering(schemes))
                .orElseThrow();
        return List.of(first, second, wildcard, rsa, p384).stream()
                .filter(identity -> identity.certificate().equals(material.certificate()))
                .findFirst()
                .orElseThrow();
    }

    private static ClientOffer offering(Integer... schemes) {
        ClientHello hello = new ClientHello(
                0x0303,
                Optional.empty(),
                List.of(),
                List.of(0x0304),
                Arrays.stream(CipherSuite.values()).map(CipherSuite::wireValue).toList(),
                List.of(29, 23),
                List.of(schemes),
                false,
                false,
                false,
                false,
                false);
        return new ClientOffer(hello, SampleConfig.MODERN);
    }

    private static Identity certificate(String name) {
        return SampleCertificate.server(name).selfSigned().identity(name);
    }
}
