package org.bumpwire.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.policy.SampleConfig.address;
import static org.bumpwire.proxy.policy.SampleConfig.client;
import static org.bumpwire.proxy.policy.SampleConfig.clientProxy;
import static org.bumpwire.proxy.policy.SampleConfig.exempting;
import static org.bumpwire.proxy.policy.SampleConfig.profile;
import static org.bumpwire.proxy.policy.SampleConfig.server;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.IpsFilter;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.journal.IpsRecord;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.journal.SystemRecord;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.DecisionEngine;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.LearnedDestinations;
import org.bumpwire.proxy.policy.Permit;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.PolicyTable;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.policy.SampleConfig;
import org.bumpwire.proxy.policy.SampleHello;
import org.bumpwire.proxy.policy.Site;
import org.bumpwire.stats.CounterGroup;
import org.bumpwire.stats.Reading;
import org.bumpwire.stats.StatsRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowAccountantTest {
    private static final LegParameters LEG =
            new LegParameters("TLSv1.3", "TLS_AES_128_GCM_SHA256", "X25519", "EC", false, "http/1.1");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.000000123Z");

    private final ApplianceConfig config = new SampleConfig()
            .everything(profile(
                    List.of(server("web", "10.0.0.1/32", 443, "192.0.2.66/32")),
                    List.of(
                            client(
                                    clientProxy("out", 443, true),
                                    "out",
                                    Optional.of(exempting("*.bank.com")),
                                    List.of(),
                                    List.of()),
                            client(
                                    clientProxy("quiet", 8443, false),
                                    "quiet",
                                    Optional.empty(),
                                    List.of(),
                                    List.of()))))
            .limit(2, OverLimit.BYPASS)
            .build();
    private final PolicyTable table = PolicyTable.compile(config);
    private final DecisionEngine engine =
            new DecisionEngine(config.sslInspection(), LearnedDestinations.NONE, Permit.EVERYTHING);
    private final RecordingJournal journal = new RecordingJournal();
    private final ProxyStats stats = ProxyStats.registeredIn(new StatsRegistry());
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final FlowTable flows = new FlowTable(clock);
    private final FlowAccountant accountant = new FlowAccountant(stats, flows, journal, clock);

    @AfterEach
    void theBooksBalance() {
        assertThat(stats.ssl().connTotal.value())
                .isEqualTo(value("connInspected")
                        + value("connDecryptedNotInspected")
                        + value("connNotDecrypted")
                        + value("connBypassed")
                        + value("connBlocked")
                        + value("connRefused")
                        + value("connFailed")
                        + value("connActive"));
        assertThat(sum("refused")).isEqualTo(value("connRefused"));
        assertThat(sum("block")).isEqualTo(value("connBlocked"));
        assertThat(sum("bypass")).isEqualTo(value("connBypassed") + value("connNotDecrypted"));
        assertThat(failures()).isEqualTo(value("connFailed"));
        assertThat(stats.tcp().matched.value())
                .isEqualTo(stats.tcp().closed.value() + stats.tcp().active.value());
    }

    @Test
    void startsWithNothingCounted() {
        assertThat(stats.ssl().readings())
                .allSatisfy(reading -> assertThat(reading.value()).isZero());
        assertThat(stats.protocol().readings())
                .allSatisfy(reading -> assertThat(reading.value()).isZero());
        assertThat(stats.tcp().readings())
                .allSatisfy(reading -> assertThat(reading.value()).isZero());
    }

    @Test
    void countsAndJournalsAnInspectedSession() {
        Flow flow = inspected("198.51.100.1", 443, "example.org");
        flow.destination("198.51.100.1:443");
        flow.presentedCertificate("CN=example.org");
        flow.serverCertificate(new ServerCertificate("CN=example.org", "CN=Real CA", "ab12"));
        flow.http(new HttpFacts("GET / HTTP/1.1", "example.org", 200, 2));
        flow.traffic().received(Side.CLIENT, 10);
        flow.traffic().sent(Side.SERVER, 10);
        flow.traffic().received(Side.SERVER, 500);
        flow.traffic().sent(Side.CLIENT, 499);
        accountant.close(flow);

        assertThat(value("connInspected")).isEqualTo(1);
        assertThat(value("connClientProxy")).isEqualTo(1);
        assertThat(value("clientBytesIn")).isEqualTo(10);
        assertThat(value("clientBytesOut")).isEqualTo(499);
        assertThat(value("serverBytesIn")).isEqualTo(500);
        assertThat(value("serverBytesOut")).isEqualTo(10);
        assertThat(value("journalAppended")).isEqualTo(1);
        assertThat(stats.protocol().client.handshakeOk.value()).isEqualTo(1);
        assertThat(stats.protocol().server.handshakeOk.value()).isEqualTo(1);
        assertThat(stats.protocol().alpnHttp1.value()).isEqualTo(1);
        SslInspectionRecord record = onlyRecord();
        assertThat(record.timeNanos()).isEqualTo(NOW.getEpochSecond() * 1_000_000_000 + 123);
        assertThat(record.sessionId()).isEqualTo(flow.id());
        assertThat(record.action()).isEqualTo("Inspected");
        assertThat(record.reason()).isEmpty();
        assertThat(record.direction()).isEqualTo("outbound");
        assertThat(record.severity()).isEqualTo(Severity.INFORMATIONAL);
        assertThat(record.virtualSegment()).isEqualTo("all");
        assertThat(record.profile()).isEqualTo("P");
        assertThat(record.policy()).isEqualTo("out");
        assertThat(record.proxy()).isEqualTo("out proxy");
        assertThat(record.sni()).isEqualTo("example.org");
        assertThat(record.source()).isEqualTo("192.0.2.1:50000");
        assertThat(record.http()).isEqualTo("GET / HTTP/1.1, host example.org, status 200, 2 requests");
        assertThat(record.clientLeg())
                .isEqualTo(
                        new SslInspectionRecord.Leg("TLSv1.3", "TLS_AES_128_GCM_SHA256", "X25519", false, "http/1.1"));
        assertThat(record.serverBytesIn()).isEqualTo(500);
        assertThat(record.revision()).isEqualTo(7);
    }

    @Test
    void showsAFlowWhileItIsOpen() {
        Flow flow = inspected("198.51.100.1", 443, "example.org");

        assertThat(flows.flows()).containsExactly(flow);
        assertThat(value("connActive")).isEqualTo(1);

        accountant.close(flow);

        assertThat(flows.flows()).isEmpty();
        assertThat(value("connActive")).isZero();
    }

    @Test
    void closesAFlowOnlyOnce() {
        Flow flow = inspected("198.51.100.1", 443, "example.org");
        accountant.close(flow);
        accountant.close(flow);

        assertThat(value("connInspected")).isEqualTo(1);
        assertThat(journal.records()).hasSize(1);
    }

    @Test
    void leavesConnectionsThatNoPolicyMatchesOutOfTheBooks() {
        Flow flow = begun("198.51.100.1", 25);
        accountant.decided(
                flow,
                engine.decideAtAccept(flow.match().orElseThrow(), address("192.0.2.1"))
                        .orElseThrow());
        flow.traffic().received(Side.CLIENT, 10);
        accountant.connecting(flow);
        accountant.connected(flow);
        accountant.close(flow);

        startsWithNothingCounted();
        assertThat(journal.records()).isEmpty();
    }

    @Test
    void journalsNoGoodSessionsOfAProxyWithoutLogging() {
        accountant.close(inspected("198.51.100.1", 8443, "example.org"));

        assertThat(value("connInspected")).isEqualTo(1);
        assertThat(journal.records()).isEmpty();
    }

    @Test
    void journalsBadSessionsOfAProxyWithoutLogging() {
        Flow failed = heard("198.51.100.1", 8443, SampleHello.modern("example.org"));
        failed.conclude(Reason.UPSTREAM_REFUSED, "198.51.100.1:8443");
        accountant.close(failed);
        Flow signedUntrusted = inspected("198.51.100.1", 8443, "example.org");
        signedUntrusted.conclude(Reason.SIGNED_EXPIRED_CERT, "certificate depth 0: Expired");
        accountant.close(signedUntrusted);

        assertThat(records())
                .extracting(SslInspectionRecord::reason)
                .containsExactly("upstreamRefused", "signedExpiredCert");
        assertThat(records()).extracting(SslInspectionRecord::action).containsExactly("Failed", "Inspected");
    }

    @Test
    void journalsWhyASessionWasNotDecrypted() {
        Flow flow = decided("198.51.100.1", 443, SampleHello.modern("www.bank.com"));
        flow.traffic().sent(Side.SERVER, 300);
        flow.traffic().sent(Side.CLIENT, 700);
        accountant.close(flow);

        assertThat(value("bypassDomain")).isEqualTo(1);
        assertThat(value("connNotDecrypted")).isEqualTo(1);
        assertThat(stats.tcp().tunnelledFlows.value()).isEqualTo(1);
        assertThat(stats.tcp().tunnelledBytes.value()).isEqualTo(1_000);
        assertThat(onlyRecord().action()).isEqualTo("Not decrypted");
        assertThat(onlyRecord().details())
                .isEqualTo("Decryption policy exempts the domain: yes, *.bank.com"
                        + " (sslinsp decryption-policy exempt never-decrypt domain)");
    }

    @Test
    void keepsTheFirstCauseOfAnEnd() {
        Flow flow = heard("198.51.100.1", 443, SampleHello.modern("example.org"));
        flow.conclude(Reason.SERVER_HANDSHAKE_FAILED, "Alert received: handshake_failure");
        flow.conclude(Reason.CLIENT_GONE, "");
        accountant.close(flow);

        assertThat(value("serverHandshakeFailed")).isEqualTo(1);
        assertThat(stats.protocol().server.handshakeFail.value()).isEqualTo(1);
        assertThat(onlyRecord().details()).isEqualTo("Alert received: handshake_failure");
    }

    @Test
    void letsABlockOverrideARemark() {
        Flow flow = inspected("198.51.100.1", 443, "example.org");
        flow.conclude(Reason.SIGNED_UNTRUSTED_CERT, "");
        accountant.filterMatched(flow, "ips", filter(IpsFilter.Action.BLOCK), Side.SERVER);
        accountant.close(flow);

        assertThat(flow.outcome().disposition()).isEqualTo(Disposition.BLOCKED);
        assertThat(value("blockFilter")).isEqualTo(1);
        IpsRecord blocked = journal.records(IpsRecord.class).get(0);
        assertThat(blocked.journal()).isEqualTo(JournalName.IPS_BLOCK);
        assertThat(blocked.filter()).isEqualTo("evil");
        assertThat(blocked.direction()).isEqualTo("server-to-client");
        assertThat(blocked.sslInspected()).isTrue();
        assertThat(onlyRecord().details()).isEqualTo("Filter 'evil' of IPS profile 'ips'");
    }

    @Test
    void letsASessionWithAnAlertGoOn() {
        Flow flow = inspected("198.51.100.1", 443, "example.org");
        accountant.filterMatched(flow, "ips", filter(IpsFilter.Action.PERMIT), Side.CLIENT);
        accountant.close(flow);

        assertThat(flow.outcome()).isEqualTo(Outcome.INSPECTED);
        assertThat(journal.records(IpsRecord.class).get(0).journal()).isEqualTo(JournalName.IPS_ALERT);
        assertThat(value("ipsAlerts")).isEqualTo(1);
    }

    @Test
    void saysThatAClientLeftBeforeItsSessionWasEstablished() {
        Flow silent = begun("198.51.100.1", 443);
        accountant.close(silent);
        Flow impatient = decided("198.51.100.1", 443, SampleHello.modern("example.org"));
        accountant.close(impatient);

        assertThat(value("clientGone")).isEqualTo(2);
        assertThat(records())
                .extracting(SslInspectionRecord::details)
                .containsExactly("Before the ClientHello", "During the handshakes");
    }

    @Test
    void countsAndJournalsWhatFailsBeforeAPolicyCanMatch() {
        Flow flow = accountant.open("proxy", new InetSocketAddress(address("192.0.2.1"), 50_000), 7);
        flow.conclude(Reason.REQUEST_MALFORMED, "Expected CONNECT");
        accountant.close(flow);

        assertThat(stats.tcp().of(Reason.REQUEST_MALFORMED).value()).isEqualTo(1);
        assertThat(onlyRecord().reason()).isEqualTo("requestMalformed");
        assertThat(value("connTotal")).isZero();
    }

    @Test
    void cleansWhatPeersSentBeforeItIsJournalled() {
        ClientHello hostile = SampleHello.modern("evil\u001b[31m.example");
        Flow flow = decided("198.51.100.1", 443, hostile);
        flow.presentedCertificate("CN=a\nb");
        accountant.close(flow);

        assertThat(onlyRecord().sni()).isEqualTo("evil\uFFFD[31m.example");
        assertThat(onlyRecord().presentedCertificate()).isEqualTo("CN=a\uFFFDb");
    }

    @Test
    void countsWhatTheJournalDropped() {
        journal.full(true);
        accountant.close(inspected("198.51.100.1", 443, "example.org"));

        assertThat(value("journalDropped")).isEqualTo(1);
        assertThat(value("journalAppended")).isZero();
    }

    @Test
    void hasAsManyPlacesUnderInspectionAsConfigured() {
        accountant.limit(config.sslInspection().maxConnections());
        Flow first = inspected("198.51.100.1", 443, "a.example");
        inspected("198.51.100.1", 443, "b.example");
        Flow third = decided("198.51.100.1", 443, SampleHello.modern("c.example"));

        assertThat(third.decision().orElseThrow().reason()).hasValue(Reason.BYPASS_MAX_CONNECTIONS);
        assertThat(value("connLimit")).isEqualTo(2);

        accountant.close(first);
        accountant.close(third);

        assertThat(decided("198.51.100.1", 443, SampleHello.modern("d.example"))
                        .decision()
                        .orElseThrow())
                .isInstanceOf(Decision.Inspect.class);
    }

    @Test
    void tellsTheSystemJournalOnceThatTheLimitIsReached() {
        accountant.limit(config.sslInspection().maxConnections());
        Flow first = inspected("198.51.100.1", 443, "a.example");
        inspected("198.51.100.1", 443, "b.example");
        decided("198.51.100.1", 443, SampleHello.modern("c.example"));
        decided("198.51.100.1", 443, SampleHello.modern("d.example"));

        assertThat(journal.records(SystemRecord.class))
                .extracting(SystemRecord::message)
                .containsExactly("SSL Inspection reached Critical threshold of Max Concurrent Connections."
                        + " Action: Allow but bypass Inspection");

        accountant.close(first);
        inspected("198.51.100.1", 443, "e.example");
        decided("198.51.100.1", 443, SampleHello.modern("f.example"));

        assertThat(journal.records(SystemRecord.class)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void countsEachReasonOnceAndJournalsIt(Reason reason) {
        Flow flow = reason.beforeMatch()
                ? accountant.open("proxy", new InetSocketAddress(address("192.0.2.1"), 50_000), 7)
                : inspected("198.51.100.1", 443, "example.org");
        flow.conclude(reason, "");
        accountant.close(flow);

        assertThat(onlyRecord().reason()).isEqualTo(reason.code());
        assertThat(onlyRecord().action()).isEqualTo(reason.disposition().logWording());
        CounterGroup group = reason.beforeMatch() ? stats.tcp() : stats.ssl();
        assertThat(group.reading(reason.code()).map(Reading::value))
                .isEqualTo(reason.counted() || reason.beforeMatch() ? Optional.of(1L) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void balancesAtEveryMomentAndAfterAClear(long seed) {
        Random random = new Random(seed);
        List<Reason> reasons =
                Arrays.stream(Reason.values()).filter(r -> !r.beforeMatch()).toList();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(8)) {
                case 0 -> begun("198.51.100.1", 443);
                case 1 -> begun("10.0.0.1", 443);
                case 2 ->
                    decided("198.51.100.1", 443, SampleHello.modern(random.nextBoolean() ? "a.bank.com" : "b.com"));
                case 3 -> inspected("198.51.100.1", 8443, "example.org");
                case 4 -> {
                    if (random.nextInt(5) == 0) {
                        stats.ssl().clear();
                        stats.tcp().clear();
                    }
                }
                default -> {
                    if (flows.size() > 0) {
                        Flow flow = flows.flows().get(random.nextInt(flows.size()));
                        if (random.nextBoolean()) {
                            flow.conclude(reasons.get(random.nextInt(reasons.size())), "");
                        }
                        accountant.close(flow);
                    }
                }
            }
            theBooksBalance();
        }
    }

    private Flow inspected(String destination, int port, String sni) {
        Flow flow = decided(destination, port, SampleHello.modern(sni));
        accountant.settled(flow, Side.SERVER, LEG);
        accountant.settled(flow, Side.CLIENT, LEG);
        return flow;
    }

    private Flow decided(String destination, int port, ClientHello hello) {
        Flow flow = heard(destination, port, hello);
        PolicyMatch match = flow.match().orElseThrow();
        accountant.decided(
                flow,
                engine.decide(
                        match,
                        address("192.0.2.1"),
                        new Site(
                                new InetSocketAddress(address(destination), port),
                                hello.sni().orElse("")),
                        hello,
                        () -> accountant.takeSlot(flow, config.sslInspection())));
        return flow;
    }

    private Flow heard(String destination, int port, ClientHello hello) {
        Flow flow = begun(destination, port);
        accountant.heard(flow, hello);
        return flow;
    }

    private Flow begun(String destination, int port) {
        InetSocketAddress source = new InetSocketAddress(address("192.0.2.1"), 50_000);
        Flow flow = accountant.open("lan", source, 7);
        InetSocketAddress to = new InetSocketAddress(address(destination), port);
        accountant.matched(flow, table.match("lan", source.getAddress(), to));
        return flow;
    }

    private static IpsFilter filter(IpsFilter.Action action) {
        return new IpsFilter("evil", "", true, IpsFilter.Direction.BOTH, "evil", false, false, "major", action, true);
    }

    private SslInspectionRecord onlyRecord() {
        assertThat(records()).hasSize(1);
        return records().get(0);
    }

    private List<SslInspectionRecord> records() {
        return journal.records(SslInspectionRecord.class);
    }

    private long value(String name) {
        return stats.ssl().reading(name).orElseThrow().value();
    }

    private long sum(String prefix) {
        return stats.ssl().readings().stream()
                .filter(reading -> reading.name().startsWith(prefix))
                .mapToLong(Reading::value)
                .sum();
    }

    private long failures() {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.counted() && reason.disposition() == Disposition.FAILED)
                .mapToLong(reason -> stats.ssl().of(reason).value())
                .sum();
    }
}
