package org.bumpwire.config.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.PortRange;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.Segment.Mode;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.ProxyContexts;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.RandomTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeCompilerTest {
    private static final VaultFixture FIXTURE = new VaultFixture();
    private static final String CLIENT_PROXY =
            "sslinsp client-proxy out signing-certificate signing untrusted-certificate untrusted";
    private static final String SERVER = "sslinsp server WEB ip 10.0.0.1 certificate rsa";

    private final Problems problems = new Problems();

    @Test
    void compilesTheEmptyTreeToDefaults() {
        ApplianceConfig config = compile(ConfigTree.empty());

        assertThat(problems.errors()).isEmpty();
        assertThat(config.general().hostName()).isEqualTo("bumpwire");
        assertThat(config.general().sessionIdleTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.general().sshListen()).hasToString("127.0.0.1:2222");
        assertThat(config.access().login().maxAttempts()).isEqualTo(5);
        assertThat(config.sslInspection().clientEnabled()).isFalse();
        assertThat(config.sslInspection().maxConnections()).isEqualTo(10_000);
        assertThat(config.sslInspection().overLimit()).isEqualTo(OverLimit.BYPASS);
        assertThat(config.sslInspection().timeouts().idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.log().maxMegabytes()).isEqualTo(512);
        assertThat(config.segments()).isEmpty();
    }

    @Test
    void compilesTheDevice() {
        ApplianceConfig config = compile(
                "gen host-name edge location here banner \"a\\nb\" session-idle-timeout 0",
                "gen ssh state disable listen [::1]:22",
                "aaa user bob role operator description \"night shift\"",
                "aaa login max-attempts 3 lockout 1h",
                "log max-size 100 max-age 7");

        assertThat(config.general().banner()).isEqualTo("a\nb");
        assertThat(config.general().sessionIdleTimeout()).isZero();
        assertThat(config.general().sshEnabled()).isFalse();
        assertThat(config.access().user("bob")).hasValueSatisfying(bob -> {
            assertThat(bob.role()).isEqualTo(Role.OPERATOR);
            assertThat(bob.description()).isEqualTo("night shift");
            assertThat(bob.passwordHash()).isEmpty();
        });
        assertThat(config.access().login().lockout()).isEqualTo(Duration.ofHours(1));
        assertThat(config.log().maxDays()).isEqualTo(7);
    }

    @Test
    void refusesARoleOrGroupThatDoesNotExist() {
        compile("aaa user bob role NOWHERE", "aaa user carl user-group NONE");

        assertThat(problems.errors())
                .containsExactly(
                        "aaa user \"bob\" role: aaa role \"NOWHERE\" does not exist"
                                + " (create it, or change or delete this statement)",
                        "aaa user \"carl\" user-group: aaa user-group \"NONE\" does not exist"
                                + " (create it, or change or delete this statement)");
    }

    @Test
    void compilesTrafficByPosition() {
        ApplianceConfig config = compile(
                "segment a mode explicit 127.0.0.1:3128",
                "segment b mode reverse 127.0.0.1:443 to 10.0.0.1:8443",
                "segment c mode redirect 8443",
                "sslinsp profile p",
                "top",
                "ips profile f",
                "top",
                "virtual-segment late position 20 profile p ips-profile f",
                "virtual-segment early position 10 segment a b source 10.0.0.0/8 destination 2001:db8::/32");

        assertThat(problems.errors()).isEmpty();
        assertThat(config.segments())
                .extracting(s -> s.mode().getClass().getSimpleName())
                .containsExactly("Explicit", "Reverse", "Redirect");
        assertThat(config.segments().get(1).mode())
                .isInstanceOfSatisfying(
                        Mode.Reverse.class, r -> assertThat(r.destination()).hasToString("10.0.0.1:8443"));
        assertThat(config.virtualSegments()).extracting(VirtualSegment::name).containsExactly("early", "late");
        assertThat(config.virtualSegments().get(0).segments()).containsExactlyInAnyOrder("a", "b");
        assertThat(config.virtualSegments().get(0).profile()).isEmpty();
        assertThat(config.virtualSegments().get(1).profile())
                .isEqualTo(config.sslInspection().profiles().stream().findFirst());
        assertThat(config.virtualSegments().get(1).ipsProfile())
                .isEqualTo(config.ipsProfiles().stream().findFirst());
    }

    @Test
    void compilesAServerProxyWithDefaults() {
        ServerProxy server = compile(SERVER).sslInspection().servers().get(0);

        assertThat(problems.errors()).isEmpty();
        assertThat(server.detectionPorts()).containsExactly(new PortRange(443, 443));
        assertThat(server.decryptedService()).isEqualTo(DecryptedService.HTTP);
        assertThat(server.certificates()).extracting(i -> i.name()).containsExactly("rsa");
        assertThat(server.upstreamCheck()).isInstanceOf(UpstreamCheck.SameKey.class);
        assertThat(server.tls().versions()).containsExactly(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
        assertThat(server.tls().cipherSuites())
                .isEqualTo(CipherSuite.speakingAny(List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)));
        assertThat(server.logging()).isTrue();
        assertThat(server.tcpReset()).isFalse();
    }

    @Test
    void keepsTheOrderOfSuitesAndCertificatesAndDropsDuplicates() {
        ConfigTree tree = FIXTURE.tree(
                "sslinsp server WEB ip 10.0.0.1 certificate ec rsa upstream-check none",
                "sslinsp server WEB cipher-suite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 TLS_AES_256_GCM_SHA384",
                "sslinsp server WEB detection-port 8443-8450 443 decrypted-service smtp logging disable tcp-reset enable"
                        + " http2-downgrade enable");
        ApplianceConfig config = compile(withAlias(tree));
        ServerProxy server = config.sslInspection().servers().get(0);

        assertThat(server.certificates()).extracting(i -> i.name()).containsExactly("ec", "rsa");
        assertThat(server.tls().cipherSuites())
                .containsExactly(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, CipherSuite.TLS_AES_256_GCM_SHA384);
        assertThat(server.upstreamCheck()).isInstanceOf(UpstreamCheck.Unchecked.class);
        assertThat(server.http2Downgrade() && server.tcpReset() && !server.logging())
                .isTrue();
    }

    @Test
    void compilesClientInspection() {
        ApplianceConfig config = compile(
                CLIENT_PROXY,
                "sslinsp client-proxy out block-invalid enable min-key-length 3072",
                "sslinsp trust-store roots ca-certificate root",
                "sslinsp trust-store all include-default-ca enable",
                "sslinsp decryption-policy banks never-decrypt domain *.bank.example",
                "sslinsp profile p client-policy c client-proxy out trust-store roots decryption-policy banks",
                "sslinsp profile p client-policy c never-decrypt 10.1.0.0/16 always-decrypt 10.2.0.0/16 state disable");
        ClientProxy proxy = config.sslInspection().clientProxies().get(0);
        ClientPolicy policy =
                config.sslInspection().profiles().get(0).clientPolicies().get(0);

        assertThat(problems.errors()).isEmpty();
        assertThat(proxy.signingCertificate().name()).isEqualTo("signing");
        assertThat(proxy.untrustedCertificate().name()).isEqualTo("untrusted");
        assertThat(proxy.blockInvalid()).isTrue();
        assertThat(proxy.blockExpired()).isFalse();
        assertThat(proxy.minKeyLength()).isEqualTo(3072);
        assertThat(policy.enabled()).isFalse();
        assertThat(policy.trustStore().caCertificates()).hasSize(1);
        assertThat(policy.trustStore().defaultCas().get()).isEmpty();
        assertThat(policy.decryptionPolicy())
                .hasValueSatisfying(d -> assertThat(d.neverDecryptDomains()).hasToString("[*.bank.example]"));
        assertThat(policy.neverDecryptSources()).hasToString("[10.1.0.0/16]");
    }

    @Test
    void givesTrustStoresTheImportedDefaultCas() {
        ConfigTree root = FIXTURE.tree();
        String chain = root.words(ConfigPath.of("certificates", "ca-certificate", "root"), CertificatesContext.CA_CHAIN)
                .get(0);
        ApplianceConfig config =
                compile("certificates default-ca " + chain, "sslinsp trust-store all include-default-ca enable");
        TrustStore store = config.sslInspection().trustStores().get(0);

        assertThat(store.defaultCas().get()).hasSize(1);
        assertThat(store.caCertificates()).isEmpty();
    }

    @Test
    void looksUpNothingUnlessToldTo() {
        ApplianceConfig config = compile(
                "sslinsp trust-store quiet include-default-ca enable",
                "sslinsp trust-store strict revocation staple disable ocsp enable crl enable failure hard",
                "sslinsp trust-store strict fetch-intermediates enable");

        assertThat(config.sslInspection().trustStores())
                .extracting(TrustStore::lookups)
                .containsExactly(
                        new TrustStore.Lookups(true, false, false, TrustStore.OnFailure.SOFT, false),
                        new TrustStore.Lookups(false, true, true, TrustStore.OnFailure.HARD, true));
    }

    @Test
    void compilesServerPoliciesAndTrustedUpstreams() {
        ApplianceConfig config = compile(
                SERVER,
                "sslinsp trust-store roots ca-certificate root",
                "sslinsp server WEB upstream-check trust-store roots",
                "sslinsp profile p server-policy s server WEB source-exception 10.9.0.0/16");

        assertThat(config.sslInspection().servers().get(0).upstreamCheck())
                .isInstanceOfSatisfying(
                        UpstreamCheck.Trusted.class,
                        t -> assertThat(t.trustStore().name()).isEqualTo("roots"));
        assertThat(config.sslInspection().profiles().get(0).serverPolicies())
                .singleElement()
                .satisfies(p -> assertThat(p.sourceExceptions()).hasSize(1));
    }

    @Test
    void compilesFiltersInTheOrderOfTheirNames() {
        ApplianceConfig config = compile(
                "ips profile f filter b match regex \"a+\" action permit severity low direction client-to-server",
                "ips profile f filter a match literal \"evil text\" ignore-case enable state disable tcp-reset disable");

        assertThat(config.ipsProfiles().get(0).filters())
                .containsExactly(
                        new IpsFilter(
                                "a",
                                "",
                                false,
                                IpsFilter.Direction.BOTH,
                                "evil text",
                                false,
                                true,
                                "major",
                                IpsFilter.Action.BLOCK,
                                false),
                        new IpsFilter(
                                "b",
                                "",
                                true,
                                IpsFilter.Direction.CLIENT_TO_SERVER,
                                "a+",
                                true,
                                false,
                                "low",
                                IpsFilter.Action.PERMIT,
                                true));
    }

    @Test
    void reportsWhatIsMissingOnceAndWhatToDo() {
        ApplianceConfig config = compile(
                "segment s description x",
                "virtual-segment v profile none segment s",
                "sslinsp server WEB certificate www",
                "sslinsp client-proxy out untrusted-certificate untrusted",
                "sslinsp profile p server-policy s server WEB",
                "sslinsp profile p client-policy c client-proxy out trust-store gone decryption-policy gone",
                "ips profile f filter a severity low",
                "certificates certificate empty",
                "top",
                "certificates ca-certificate empty");

        assertThat(problems.errors())
                .containsExactly(
                        "segment \"s\": mode is missing (set it with: segment s mode explicit ADDRESS:PORT)",
                        "virtual-segment \"v\": position is missing (set it with: virtual-segment v position N)",
                        "certificates certificate \"empty\": chain is missing"
                                + " (set it with: certificates certificate empty import pem FILE key FILE)",
                        "certificates ca-certificate \"empty\": chain is missing"
                                + " (set it with: certificates ca-certificate empty import FILE)",
                        "sslinsp server \"WEB\": ip is missing (set it with: sslinsp server WEB ip CIDR)",
                        "sslinsp client-proxy \"out\": signing-certificate is missing"
                                + " (set it with: sslinsp client-proxy out signing-certificate NAME)",
                        "ips profile \"f\" filter \"a\": match is missing"
                                + " (set it with: ips profile f filter a match literal TEXT)",
                        "virtual-segment \"v\" profile: sslinsp profile \"none\" does not exist"
                                + " (create it, or change or delete this statement)",
                        "sslinsp server \"WEB\" certificate: certificates certificate \"www\" does not exist"
                                + " (create it, or change or delete this statement)",
                        "sslinsp profile \"p\" client-policy \"c\" decryption-policy: sslinsp decryption-policy"
                                + " \"gone\" does not exist (create it, or change or delete this statement)",
                        "sslinsp profile \"p\" client-policy \"c\" trust-store: sslinsp trust-store \"gone\" does not"
                                + " exist (create it, or change or delete this statement)");
        assertThat(config.sslInspection().profiles().get(0).clientPolicies()).isEmpty();
        assertThat(config.segments()).isEmpty();
    }

    @Test
    void leavesOutAPolicyWhoseExemptionsAreLost() {
        ApplianceConfig config = compile(
                CLIENT_PROXY,
                "sslinsp trust-store roots ca-certificate root",
                "sslinsp profile p client-policy c client-proxy out trust-store roots decryption-policy gone");

        assertThat(config.sslInspection().profiles().get(0).clientPolicies()).isEmpty();
    }

    @Test
    void reportsACertificateWithoutKeyWhereItIsUsed() {
        compile(
                "sslinsp server WEB ip 10.0.0.1 certificate keyless",
                "sslinsp client-proxy out signing-certificate keyless untrusted-certificate untrusted");

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp server \"WEB\" certificate: certificate \"keyless\" has no private key (import it with its"
                                + " key: certificates certificate \"keyless\" import pem FILE key FILE)",
                        "sslinsp client-proxy \"out\" signing-certificate: certificate \"keyless\" has no private key"
                                + " (import it with its key: certificates certificate \"keyless\" import pem FILE key FILE)");
    }

    @Test
    void reportsAKeyOfAnotherCertificate() {
        ConfigTree tree = FIXTURE.tree();
        String otherKey = tree.words(
                        ConfigPath.of("certificates", "certificate", "ec"), CertificatesContext.CERTIFICATE_KEY)
                .get(0);

        ApplianceConfig config = compile("certificates certificate rsa private-key " + otherKey);

        assertThat(problems.errors())
                .containsExactly("certificates certificate \"rsa\": the private key is not that of the certificate"
                        + " (import them together again)");
        assertThat(config.certificates()).extracting(i -> i.name()).doesNotContain("rsa");
    }

    @Test
    void reportsWhatTheVaultDoesNotHave() {
        String nothing = "sha256:" + "0".repeat(64);

        compile(
                "certificates certificate a chain " + nothing,
                "certificates certificate rsa private-key " + nothing,
                "certificates ca-certificate c chain " + nothing,
                "certificates signing-request r request " + nothing,
                "certificates default-ca " + nothing);

        assertThat(problems.errors())
                .hasSize(5)
                .contains("certificates signing-request \"r\": The vault holds no document '%s' (generate another)"
                        .formatted(nothing))
                .allSatisfy(p -> assertThat(p).startsWith("certificates"))
                .anySatisfy(p -> assertThat(p).startsWith("certificates certificate \"a\": "))
                .anySatisfy(p -> assertThat(p).startsWith("certificates ca-certificate \"c\": "));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersProblemsAndNeverFailsWhateverTheTree(long seed) {
        ApplianceConfig config = compile(new RandomTrees(seed).next());

        assertThat(config.general().hostName()).isNotBlank();
        assertThat(problems.errors()).isNotEmpty();
    }

    /** A second name for a certificate that the server proxy has already. */
    private static ConfigTree withAlias(ConfigTree tree) {
        ConfigPath rsa = ConfigPath.of("certificates", "certificate", "rsa");
        ConfigPath alias = ConfigPath.of("certificates", "certificate", "alias");
        ConfigTree aliased = tree;
        for (LeafNode<?> leaf : rsa.context().leaves()) {
            aliased = aliased.with(alias, leaf, tree.words(rsa, leaf));
        }
        return aliased.with(
                ConfigPath.of("sslinsp", "server", "WEB"), ProxyContexts.CERTIFICATE, List.of("ec", "rsa", "alias"));
    }

    private ApplianceConfig compile(String... lines) {
        return compile(FIXTURE.tree(lines));
    }

    private ApplianceConfig compile(ConfigTree tree) {
        return new TreeCompiler(FIXTURE.vault()).compile(tree, 7, problems);
    }
}
