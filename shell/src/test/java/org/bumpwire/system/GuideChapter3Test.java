package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's requirements: protocols, cipher suites, certificates, and what excludes inspection. */
@Tag("system")
class GuideChapter3Test {
    @TempDir
    private Path directory;

    private TypedShell shell;
    private TestAuthority root;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
        root = new TestAuthority(directory, "Company Root");
        shell.accepts(
                "edit",
                "certificates certificate SIGNING generate signing common-name Signing key rsa",
                "certificates certificate UNTRUSTED generate signing common-name Untrusted",
                "sslinsp client-proxy OUT signing-certificate SIGNING untrusted-certificate UNTRUSTED");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void sslv3NeedsEveryVersionOfTls() {
        shell.accepts("sslinsp client-proxy OUT protocol SSLv3 TLSv1.0 TLSv1.1 TLSv1.2");

        shell.refuses("commit check");
        assertThat(shell.screen.lines).anyMatch(l -> l.contains("client-proxy \"OUT\"") && l.contains("SSLv3"));
        shell.accepts("sslinsp client-proxy OUT protocol TLSv1.3", "commit");
    }

    @Test
    void theProtocolsBetweenTheLowestAndTheHighestMustAllBeEnabled() {
        shell.accepts("sslinsp client-proxy OUT protocol TLSv1.1 TLSv1.3");

        shell.refuses("commit check");
        assertThat(shell.screen.lines).anyMatch(l -> l.contains("client-proxy \"OUT\"") && l.contains("TLSv1.2"));
        shell.accepts("sslinsp client-proxy OUT protocol TLSv1.2", "commit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_3DES_EDE_CBC_SHA"
            })
    void everyKeyExchangeAuthenticationAndCipherOfTheGuideIsSupported(String suite) {
        shell.accepts(
                "sslinsp client-proxy OUT protocol TLSv1.2 TLSv1.3",
                "sslinsp client-proxy OUT cipher-suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 TLS_AES_128_GCM_SHA256 "
                        + suite,
                "commit");
    }

    @Test
    void clientInspectionTakesRsaAndEcdsaTogetherWithoutAWarning() {
        assertThat(shell.accepts(
                        "sslinsp client-proxy OUT cipher-suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                                + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_AES_128_GCM_SHA256",
                        "commit"))
                .noneMatch(l -> l.contains("mixed"));
    }

    @Test
    void aServerProxyThatMixesRsaAndEcdsaIsWarnedOf() {
        CertificateFiles rsa = root.issue(TestAuthority.Algorithm.RSA, "www.example.test");
        CertificateFiles ecdsa = root.issue(TestAuthority.Algorithm.EC, "www.example.test");

        assertThat(shell.accepts(
                        "certificates certificate RSA import pem %s key %s".formatted(rsa.pem(), rsa.key()),
                        "certificates certificate ECDSA import pem %s key %s".formatted(ecdsa.pem(), ecdsa.key()),
                        "sslinsp server WWW ip 192.0.2.1/32 certificate RSA ECDSA",
                        "commit"))
                .anyMatch(l -> l.contains("sslinsp server \"WWW\": RSA and ECDSA certificates are mixed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp224r1", "prime256v1", "secp384r1"})
    void certificatesOnTheGuidesCurvesServe(String curve) {
        TypedShell.openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:" + curve,
                "-nodes",
                "-keyout",
                shell.file("k.pem"),
                "-out",
                shell.file("c.pem"),
                "-subj",
                "/CN=www.example.test",
                "-addext",
                "basicConstraints=critical,CA:FALSE");

        shell.accepts(
                "certificates certificate WWW import pem %s key %s".formatted(shell.file("c.pem"), shell.file("k.pem")),
                "sslinsp server WWW ip 192.0.2.1/32 certificate WWW",
                "commit");
    }

    @ParameterizedTest
    @CsvSource({
        "gen asymmetric-mode, both directions of every connection have to pass the device",
        "gen web-mode, every connection that a policy matches is decrypted and relayed",
        "segment LAN vlan-translation, the device opens connections of its own"
    })
    void whatExcludesInspectionIsRefusedWithTheReason(String statement, String why) {
        assertThat(shell.refuses(statement + " enable"))
                .contains("It excludes TLS inspection and cannot be enabled: " + why);
        shell.accepts(statement + " disable", "segment LAN mode explicit 127.0.0.1:0", "commit");
    }
}
