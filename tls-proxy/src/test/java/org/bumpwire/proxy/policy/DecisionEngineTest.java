package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.policy.SampleConfig.address;
import static org.bumpwire.proxy.policy.SampleConfig.client;
import static org.bumpwire.proxy.policy.SampleConfig.clientProxy;
import static org.bumpwire.proxy.policy.SampleConfig.exempting;
import static org.bumpwire.proxy.policy.SampleConfig.profile;
import static org.bumpwire.proxy.policy.SampleConfig.server;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Trace.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionEngineTest {
    private final SampleConfig config = new SampleConfig()
            .everything(profile(
                    List.of(server("web", "10.0.0.1/32", 443, "192.0.2.66/32")),
                    List.of(
                            client(
                                    clientProxy("out", 443, true),
                                    "out",
                                    Optional.of(exempting("*.bank.com", "health.org")),
                                    List.of("192.0.2.7/32", "192.0.2.9/32"),
                                    List.of("192.0.2.8/32", "192.0.2.9/32")),
                            client(
                                    clientProxy("mail", 587, Cleartext.BYPASS),
                                    "mail",
                                    Optional.empty(),
                                    List.of(),
                                    List.of()))));
    private LearnedDestinations learned = LearnedDestinations.NONE;

    @Test
    void inspectsWhatNothingExempts() {
        Decision decision = outbound("192.0.2.1", SampleHello.modern("example.org"));

        assertThat(decision).isInstanceOf(Decision.Inspect.class);
        assertThat(decision.reason()).isEmpty();
        assertThat(decision.outcome()).isEqualTo("Inspect");
    }

    @Test
    void blocksWhatCannotBeInspectedForWantOfAKeyButNotWhatIsExempt() {
        ClientProxy keyless = SampleConfig.withoutKeys(clientProxy("out", 443, true));
        SampleConfig lacking = new SampleConfig()
                .everything(profile(
                        List.of(SampleConfig.withoutKeys(server("web", "10.0.0.1/32", 443, "192.0.2.66/32"))),
                        List.of(client(keyless, "out", Optional.of(exempting("*.bank.com")), List.of(), List.of()))));

        Decision outbound = decide(lacking, "198.51.100.1", SampleHello.modern("example.org"));
        Decision inbound = decide(lacking, "10.0.0.1", SampleHello.modern("example.org"));
        Decision exempt = decide(lacking, "198.51.100.1", SampleHello.modern("www.bank.com"));

        assertThat(outbound.reason()).hasValue(Reason.BLOCK_MISSING_KEY);
        assertThat(inbound.reason()).hasValue(Reason.BLOCK_MISSING_KEY);
        assertThat(outbound).isInstanceOf(Decision.Block.class);
        assertThat(lastStep(outbound).rule()).isEqualTo("Private key is there");
        assertThat(exempt.reason()).hasValue(Reason.BYPASS_DOMAIN);
    }

    private static Decision decide(SampleConfig lacking, String destination, ClientHello hello) {
        ApplianceConfig config = lacking.build();
        InetSocketAddress server = new InetSocketAddress(address(destination), 443);
        PolicyMatch match = PolicyTable.compile(config).match("S", address("192.0.2.1"), server);
        Site site = new Site(server, hello.sni().orElse(""));
        return new DecisionEngine(config.sslInspection(), LearnedDestinations.NONE, Permit.EVERYTHING)
                .decide(match, address("192.0.2.1"), site, hello, () -> true);
    }

    @Test
    void passesWhatNoPolicyMatches() {
        Decision decision = decide("192.0.2.1", "198.51.100.1", 25, SampleHello.modern("example.org"), true);

        assertThat(decision).isInstanceOf(Decision.Pass.class);
        assertThat(decision.reason()).isEmpty();
    }

    @Test
    void knowsAtOnceThatNoPolicyMatches() {
        assertThat(atAccept("192.0.2.1", "198.51.100.1", 25)).containsInstanceOf(Decision.Pass.class);
    }

    @Test
    void awaitsTheHelloWhereTheSourceDecidesNothing() {
        assertThat(atAccept("192.0.2.1", "198.51.100.1", 443)).isEmpty();
        assertThat(atAccept("192.0.2.1", "10.0.0.1", 443)).isEmpty();
    }

    @Test
    void bypassesSourceExceptionsOfAServerPolicyBeforeTheHello() {
        Decision decision = atAccept("192.0.2.66", "10.0.0.1", 443).orElseThrow();

        assertThat(decision).isInstanceOf(Decision.Bypass.class);
        assertThat(decision.reason()).hasValue(Reason.BYPASS_SOURCE_EXCEPTION);
        assertThat(decision.outcome()).isEqualTo("Bypassed");
        assertThat(lastStep(decision))
                .isEqualTo(new Step(
                        "Source exception covers the client",
                        "sslinsp profile P server-policy web source-exception",
                        "yes, 192.0.2.66/32"));
    }

    @Test
    void doesNotDecryptNeverDecryptSources() {
        Decision decision = atAccept("192.0.2.7", "198.51.100.1", 443).orElseThrow();

        assertThat(decision).isInstanceOf(Decision.NotDecrypt.class);
        assertThat(decision.reason()).hasValue(Reason.BYPASS_NEVER_DECRYPT_SOURCE);
        assertThat(decision.outcome()).isEqualTo("Not decrypted");
    }

    @ParameterizedTest
    @CsvSource({"www.bank.com, *.bank.com", "a.b.bank.com, *.bank.com", "health.org, health.org"})
    void doesNotDecryptExemptDomains(String sni, String pattern) {
        Decision decision = outbound("192.0.2.1", SampleHello.modern(sni));

        assertThat(decision).isInstanceOf(Decision.NotDecrypt.class);
        assertThat(decision.reason()).hasValue(Reason.BYPASS_DOMAIN);
        assertThat(lastStep(decision))
                .isEqualTo(new Step(
                        "Decryption policy exempts the domain",
                        "sslinsp decryption-policy exempt never-decrypt domain",
                        "yes, " + pattern));
    }

    @Test
    void inspectsWhereTheClientNamesNoDomain() {
        Decision decision = outbound("192.0.2.1", SampleHello.modern(""));

        assertThat(decision).isInstanceOf(Decision.Inspect.class);
        assertThat(decision.trace().toString()).contains("the client names none: the certificate decides");
    }

    @Test
    void decryptsExemptDomainsOfAlwaysDecryptSources() {
        assertThat(outbound("192.0.2.8", SampleHello.modern("www.bank.com"))).isInstanceOf(Decision.Inspect.class);
    }

    @Test
    void decryptsNothingOfASourceInBothLists() {
        assertThat(outbound("192.0.2.9", SampleHello.modern("example.org")).reason())
                .hasValue(Reason.BYPASS_NEVER_DECRYPT_SOURCE);
    }

    @Test
    void exemptsNoDomainFromServerInspection() {
        assertThat(decide("192.0.2.1", "10.0.0.1", 443, SampleHello.modern("www.bank.com"), true))
                .isInstanceOf(Decision.Inspect.class);
    }

    @Test
    void refusesAClientWithoutACommonVersion() {
        ClientHello old = SampleHello.offering(Optional.empty(), List.of(0x0301, 0x0302), List.of(0xC013));

        assertThat(outbound("192.0.2.1", old)).isInstanceOf(Decision.Block.class);
        assertThat(outbound("192.0.2.1", old).reason()).hasValue(Reason.REFUSED_NO_COMMON_VERSION);
    }

    @Test
    void refusesAClientWithoutACommonCipherSuite() {
        ClientHello exotic = SampleHello.offering(Optional.empty(), List.of(0x0303), List.of(0x0033, 0xC0AC));

        assertThat(outbound("192.0.2.1", exotic).reason()).hasValue(Reason.REFUSED_NO_COMMON_CIPHER);
    }

    @Test
    void doesNotTakeASuiteOfAnotherVersionForCommon() {
        ClientHello mixed = SampleHello.offering(Optional.empty(), List.of(0x0303), List.of(0x1301));

        assertThat(outbound("192.0.2.1", mixed).reason()).hasValue(Reason.REFUSED_NO_COMMON_CIPHER);
    }

    @Test
    void refusesAClientThatInsistsOnCompression() {
        assertThat(outbound("192.0.2.1", SampleHello.compressing()).reason()).hasValue(Reason.REFUSED_COMPRESSION);
    }

    @Test
    void leavesOutdatedClientsOfExemptDomainsAlone() {
        ClientHello old = SampleHello.offering(Optional.of("www.bank.com"), List.of(0x0301), List.of(0x000A));

        assertThat(outbound("192.0.2.1", old).reason()).hasValue(Reason.BYPASS_DOMAIN);
    }

    @Test
    void bypassesSessionsOverTheLimit() {
        config.limit(5, OverLimit.BYPASS);

        Decision decision = decide("192.0.2.1", "198.51.100.1", 443, SampleHello.modern("example.org"), false);

        assertThat(decision).isInstanceOf(Decision.Bypass.class);
        assertThat(decision.reason()).hasValue(Reason.BYPASS_MAX_CONNECTIONS);
        assertThat(lastStep(decision))
                .isEqualTo(new Step("Session is within the limit", "sslinsp limit max-connections", "no, 5"));
    }

    @Test
    void blocksSessionsOverTheLimitIfToldTo() {
        config.limit(5, OverLimit.BLOCK);

        Decision decision = decide("192.0.2.1", "198.51.100.1", 443, SampleHello.modern("example.org"), false);

        assertThat(decision).isInstanceOf(Decision.Block.class);
        assertThat(decision.reason()).hasValue(Reason.BLOCK_MAX_CONNECTIONS);
    }

    @Test
    void asksForAPlaceOnlyForSessionsThatAreInspected() {
        PolicyMatch match = match("192.0.2.1", "198.51.100.1", 443);
        ClientHello exempt = SampleHello.modern("www.bank.com");

        Decision decision = engine().decide(
                        match, address("192.0.2.1"), site("198.51.100.1", 443, exempt), exempt, () -> {
                            throw new AssertionError("Asked for a place");
                        });

        assertThat(decision.reason()).hasValue(Reason.BYPASS_DOMAIN);
    }

    @Test
    void refusesCleartextOnADetectionPort() {
        assertThat(engine().decideOnCleartext(match("192.0.2.1", "10.0.0.1", 443))
                        .reason())
                .hasValue(Reason.REFUSED_CLEARTEXT);
        assertThat(engine().decideOnCleartext(match("192.0.2.1", "198.51.100.1", 443))
                        .reason())
                .hasValue(Reason.REFUSED_CLEARTEXT);
        assertThat(engine().decideOnCleartext(match("192.0.2.1", "198.51.100.1", 587))
                        .reason())
                .hasValue(Reason.BYPASS_REQUIREMENTS);
        assertThat(engine().decideOnCleartext(match("192.0.2.1", "198.51.100.1", 25)))
                .isInstanceOf(Decision.Pass.class);
    }

    @Test
    void leavesTheChoiceToTheCertificateWhereNamesAreNotTrusted() {
        config.sniTrust(false);

        Decision decision = outbound("192.0.2.1", SampleHello.modern("www.bank.com"));

        assertThat(decision).isInstanceOf(Decision.Inspect.class);
        assertThat(decision.trace().steps())
                .contains(new Step(
                        "Host name in the ClientHello is trusted", "sslinsp sni-trust", "no, the certificate decides"));
    }

    @Test
    void sparesWhatAConfirmedNameExempts() {
        config.sniTrust(false);

        assertThat(afterCertificate("192.0.2.1", "www.bank.com", "*.bank.com")).hasValueSatisfying(spare -> {
            assertThat(spare.reason()).hasValue(Reason.EXEMPT_CERTIFICATE);
            assertThat(spare.outcome()).isEqualTo("Decrypted but not inspected");
            assertThat(spare.lesson()).isEqualTo(new Lesson(Lesson.Kind.EXEMPT_CERTIFICATE, "www.bank.com"));
            assertThat(lastStep(spare).path()).isEqualTo("sslinsp decryption-policy exempt never-decrypt domain");
        });
        assertThat(afterCertificate("192.0.2.1", "example.org", "www.bank.com")).isEmpty();
    }

    @Test
    void sparesANamelessFlowByAnyNameOfTheCertificate() {
        assertThat(afterCertificate("192.0.2.1", "", "example.org", "health.org"))
                .isPresent();
        assertThat(afterCertificate("192.0.2.1", "", "*.bank.com")).isPresent();
        assertThat(afterCertificate("192.0.2.1", "", "bank.com", "example.org")).isEmpty();
    }

    @Test
    void sparesNothingThatIsAlwaysDecryptedOrWasDecidedByName() {
        assertThat(afterCertificate("192.0.2.8", "", "health.org")).isEmpty();
        assertThat(afterCertificate("192.0.2.1", "example.org", "health.org")).isEmpty();
    }

    @Test
    void doesNotDecryptWhereAServerWantsACertificate() {
        Decision.Inspect begun = (Decision.Inspect) outbound("192.0.2.1", SampleHello.modern("example.org"));

        assertThat(engine().decideOnCertificateRequest(begun, address("192.0.2.1"), true))
                .hasValueSatisfying(decision -> {
                    assertThat(decision.reason()).hasValue(Reason.BYPASS_LEARNED);
                    assertThat(lastStep(decision))
                            .isEqualTo(new Step(
                                    "Server asks for a client certificate",
                                    "sslinsp profile P client-policy out client-certificate-request",
                                    "yes: do-not-decrypt"));
                });
    }

    @Test
    void letsNoServerAskItsWayPastInspection() {
        Decision.Inspect begun = (Decision.Inspect) outbound("192.0.2.1", SampleHello.modern("example.org"));
        Decision.Inspect always = (Decision.Inspect) outbound("192.0.2.8", SampleHello.modern("example.org"));

        assertThat(engine().decideOnCertificateRequest(begun, address("192.0.2.1"), false))
                .isEmpty();
        assertThat(engine().decideOnCertificateRequest(always, address("192.0.2.8"), true))
                .isEmpty();
    }

    @Test
    void followsWhatWasLearned() {
        teach(Lesson.Kind.CERTIFICATE_REQUEST, "seen");

        Decision decision = outbound("192.0.2.1", SampleHello.modern("example.org"));

        assertThat(decision).isInstanceOf(Decision.NotDecrypt.class);
        assertThat(decision.reason()).hasValue(Reason.BYPASS_LEARNED);
        assertThat(lastStep(decision))
                .isEqualTo(new Step(
                        "Device has learned not to decrypt there",
                        "sslinsp exclusions",
                        "yes, certificate-request: seen"));
    }

    @Test
    void decryptsAllOfAnAlwaysDecryptSourceWhateverWasLearned() {
        teach(Lesson.Kind.CERTIFICATE_REQUEST, "seen");

        assertThat(outbound("192.0.2.8", SampleHello.modern("example.org"))).isInstanceOf(Decision.Inspect.class);
    }

    @Test
    void forgetsLessonsThatTheConfigurationNoLongerWants() {
        teach(Lesson.Kind.COPY_REJECTED, "3 times by 2 clients");
        assertThat(outbound("192.0.2.1", SampleHello.modern("example.org"))).isInstanceOf(Decision.Inspect.class);

        teach(Lesson.Kind.EXEMPT_CERTIFICATE, "no-longer-exempt.org");
        assertThat(outbound("192.0.2.1", SampleHello.modern(""))).isInstanceOf(Decision.Inspect.class);

        teach(Lesson.Kind.EXEMPT_CERTIFICATE, "health.org");
        assertThat(outbound("192.0.2.1", SampleHello.modern("")).reason()).hasValue(Reason.BYPASS_LEARNED);
        assertThat(outbound("192.0.2.1", SampleHello.modern("example.org"))).isInstanceOf(Decision.Inspect.class);
    }

    @Test
    void learnsNothingForServersThatKeepTheirClientCertificatesOut() {
        teach(Lesson.Kind.CERTIFICATE_REQUEST, "seen");

        assertThat(decide("192.0.2.1", "10.0.0.1", 443, SampleHello.modern("www"), true))
                .isInstanceOf(Decision.Inspect.class);
    }

    @Test
    void explainsByTheSameRulesAndWithEveryStep() {
        ApplianceConfig built = config.build();
        PolicyMatch match = PolicyTable.compile(built)
                .explain("S", address("192.0.2.1"), new InetSocketAddress(address("198.51.100.1"), 443));

        Site site = new Site(new InetSocketAddress(address("198.51.100.1"), 443), "www.bank.com");
        Decision decision = new DecisionEngine(built.sslInspection(), learned, Permit.EVERYTHING)
                .explain(match, address("192.0.2.1"), site, () -> true);

        assertThat(decision.reason()).hasValue(Reason.BYPASS_DOMAIN);
        assertThat(decision.trace().steps().stream().map(Step::rule))
                .containsExactly(
                        "Virtual segment matches",
                        "Server policy matches",
                        "Client policy matches",
                        "Never-decrypt source covers the client",
                        "Always-decrypt source covers the client",
                        "Decryption policy exempts the domain");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void givesEachReasonACodeAndASentence(Reason reason) {
        assertThat(reason.code()).matches("[a-z][A-Za-z0-9]+");
        assertThat(reason.help()).matches("[A-Z].*[^.]");
        assertThat(Reason.values())
                .filteredOn(other -> other.code().equals(reason.code()))
                .hasSize(1);
    }

    private void teach(Lesson.Kind kind, String evidence) {
        learned = (policy, source, site, condition) ->
                Optional.of(new Lesson(kind, evidence)).filter(condition);
    }

    private Optional<Decision.Spare> afterCertificate(String source, String sni, String... names) {
        Decision.Inspect begun = (Decision.Inspect) outbound(source, SampleHello.modern(sni));
        return engine().decideOnCertificate(begun, address(source), sni, () -> List.of(names));
    }

    private static Site site(String destination, int port, ClientHello hello) {
        return new Site(
                new InetSocketAddress(address(destination), port), hello.sni().orElse(""));
    }

    private Decision outbound(String source, ClientHello hello) {
        return decide(source, "198.51.100.1", 443, hello, true);
    }

    private Decision decide(String source, String destination, int port, ClientHello hello, boolean place) {
        return engine().decide(
                        match(source, destination, port),
                        address(source),
                        site(destination, port, hello),
                        hello,
                        () -> place);
    }

    private Optional<Decision> atAccept(String source, String destination, int port) {
        return engine().decideAtAccept(match(source, destination, port), address(source));
    }

    private PolicyMatch match(String source, String destination, int port) {
        return PolicyTable.compile(config.build())
                .match("S", address(source), new InetSocketAddress(address(destination), port));
    }

    private DecisionEngine engine() {
        return new DecisionEngine(config.build().sslInspection(), learned, Permit.EVERYTHING);
    }

    private static Step lastStep(Decision decision) {
        List<Step> steps = decision.trace().steps();
        return steps.get(steps.size() - 1);
    }
}
