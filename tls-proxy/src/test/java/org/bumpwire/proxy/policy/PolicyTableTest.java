package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.policy.SampleConfig.address;
import static org.bumpwire.proxy.policy.SampleConfig.cidrs;
import static org.bumpwire.proxy.policy.SampleConfig.client;
import static org.bumpwire.proxy.policy.SampleConfig.disabled;
import static org.bumpwire.proxy.policy.SampleConfig.profile;
import static org.bumpwire.proxy.policy.SampleConfig.server;
import static org.bumpwire.proxy.policy.SampleConfig.virtualSegment;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTableTest {
    private static final Profile BOTH =
            profile(List.of(server("web", "10.0.0.1/32", 443)), List.of(client("out", 443)));

    @Test
    void matchesAServerPolicyByDestinationAddressAndPort() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .everything(profile(List.of(server("web", "10.0.0.0/24", 443)), List.of()))
                .build());

        assertThat(policy(table, "10.0.0.7", 443)).hasValue("web");
        assertThat(policy(table, "10.0.1.7", 443)).isEmpty();
        assertThat(policy(table, "10.0.0.7", 8443)).isEmpty();
    }

    @Test
    void matchesAClientPolicyByDestinationPort() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .everything(profile(List.of(), List.of(client("out", 443))))
                .build());

        assertThat(policy(table, "192.0.2.1", 443)).hasValue("out");
        assertThat(policy(table, "192.0.2.1", 80)).isEmpty();
    }

    @Test
    void givesAConnectionThatMatchesBothKindsToTheServerPolicy() {
        PolicyTable table =
                PolicyTable.compile(new SampleConfig().everything(BOTH).build());

        assertThat(policy(table, "10.0.0.1", 443)).hasValue("web");
        assertThat(policy(table, "10.0.0.2", 443)).hasValue("out");
    }

    @Test
    void takesTheFirstOfTwoServerPolicies() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .everything(profile(
                        List.of(server("wide", "10.0.0.0/8", 443), server("narrow", "10.0.0.1/32", 443)), List.of()))
                .build());

        assertThat(policy(table, "10.0.0.1", 443)).hasValue("wide");
    }

    @Test
    void passesOverDisabledPolicies() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .everything(profile(
                        List.of(disabled(server("web", "10.0.0.1/32", 443))),
                        List.of(disabled(client("off", 443)), client("on", 443))))
                .build());

        assertThat(policy(table, "10.0.0.1", 443)).hasValue("on");
    }

    @Test
    void hasNoServerPolicyWhileServerInspectionIsOff() {
        PolicyTable table = PolicyTable.compile(
                new SampleConfig().everything(BOTH).serverEnabled(false).build());

        assertThat(policy(table, "10.0.0.1", 443)).hasValue("out");
    }

    @Test
    void hasNoClientPolicyWhileClientInspectionIsOff() {
        PolicyTable table = PolicyTable.compile(
                new SampleConfig().everything(BOTH).clientEnabled(false).build());

        PolicyMatch match = match(table, "S", "192.0.2.9", "192.0.2.1", 443);

        assertThat(match.policy()).isEmpty();
        assertThat(match.trace().toString()).endsWith("Client policy matches: disabled (sslinsp client)");
    }

    @Test
    void lookForTheFirstVirtualSegmentThatCoversSegmentSourceAndDestination() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .virtualSegment(virtualSegment("other", Set.of("T"), List.of(), List.of(), Optional.of(BOTH)))
                .virtualSegment(virtualSegment("lab", Set.of(), cidrs("10.9.0.0/16"), List.of(), Optional.of(BOTH)))
                .virtualSegment(virtualSegment("dmz", Set.of(), List.of(), cidrs("10.8.0.0/16"), Optional.of(BOTH)))
                .virtualSegment(virtualSegment("rest", Set.of("S"), List.of(), List.of(), Optional.of(BOTH)))
                .build());

        assertThat(virtualSegmentOf(match(table, "S", "10.9.1.1", "10.8.1.1", 443)))
                .hasValue("lab");
        assertThat(virtualSegmentOf(match(table, "S", "10.7.1.1", "10.8.1.1", 443)))
                .hasValue("dmz");
        assertThat(virtualSegmentOf(match(table, "S", "10.7.1.1", "10.7.1.1", 443)))
                .hasValue("rest");
        assertThat(virtualSegmentOf(match(table, "T", "10.7.1.1", "10.7.1.1", 443)))
                .hasValue("other");
        assertThat(virtualSegmentOf(match(table, "U", "10.7.1.1", "10.7.1.1", 443)))
                .isEmpty();
    }

    @Test
    void looksNoFurtherThanTheFirstVirtualSegmentEvenIfItHasNoProfile() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .virtualSegment(virtualSegment("quiet", Set.of(), List.of(), List.of(), Optional.empty()))
                .everything(BOTH)
                .build());

        PolicyMatch match = match(table, "S", "192.0.2.9", "10.0.0.1", 443);

        assertThat(match.policy()).isEmpty();
        assertThat(virtualSegmentOf(match)).hasValue("quiet");
        assertThat(match.trace().toString()).endsWith("Profile applies: none is set (virtual-segment quiet)");
    }

    @Test
    void tracesTheStatementsThatMatched() {
        PolicyTable table =
                PolicyTable.compile(new SampleConfig().everything(BOTH).build());

        assertThat(match(table, "S", "192.0.2.9", "192.0.2.1", 443).trace())
                .hasToString("Virtual segment matches: yes (virtual-segment all); "
                        + "Server policy matches: none does (sslinsp profile P); "
                        + "Client policy matches: yes (sslinsp profile P client-policy out)");
    }

    @Test
    void explainsAsWellWhatDidNotMatchAndWhy() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .virtualSegment(virtualSegment("a b", Set.of("T"), List.of(), List.of(), Optional.of(BOTH)))
                .virtualSegment(virtualSegment("lab", Set.of(), cidrs("10.9.0.0/16"), List.of(), Optional.of(BOTH)))
                .virtualSegment(virtualSegment("dmz", Set.of(), List.of(), cidrs("10.8.0.0/16"), Optional.of(BOTH)))
                .build());

        PolicyMatch match = table.explain("S", address("192.0.2.9"), new InetSocketAddress(address("192.0.2.1"), 443));

        assertThat(match.trace())
                .hasToString("Virtual segment matches: no, another segment (virtual-segment \"a b\"); "
                        + "Virtual segment matches: no, another source (virtual-segment lab); "
                        + "Virtual segment matches: no, another destination (virtual-segment dmz); "
                        + "Virtual segment matches: none does");
    }

    @Test
    void findsOneOfAThousandPolicies() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .everything(profile(
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> server("s" + i, "10.0.%d.%d/32".formatted(i / 250, i % 250), 443))
                                .toList(),
                        List.of()))
                .build());

        assertThat(policy(table, "10.0.3.249", 443)).hasValue("s999");
    }

    @Test
    void tellsServerPoliciesOfOneAddressApartByPort() {
        PolicyTable table = PolicyTable.compile(new SampleConfig()
                .everything(profile(
                        List.of(
                                server("wide", "10.0.0.0/8", 8443),
                                server("web", "10.0.0.1/32", 443),
                                server("mail", "10.0.0.1/32", 993),
                                server("late", "10.0.0.1/32", 443),
                                server("hidden", "10.0.0.1/32", 8443)),
                        List.of()))
                .build());

        assertThat(policy(table, "10.0.0.1", 443)).hasValue("web");
        assertThat(policy(table, "10.0.0.1", 993)).hasValue("mail");
        assertThat(policy(table, "10.0.0.1", 8443)).hasValue("wide");
        assertThat(policy(table, "10.0.0.1", 80)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheVirtualSegmentThatAskingOneAfterTheOtherFinds(long seed) {
        Random random = new Random(seed);
        SampleConfig config = new SampleConfig();
        for (int i = 0; i < 30; i++) {
            config.virtualSegment(
                    virtualSegment("v" + i, segments(random), blocks(random), blocks(random), Optional.of(BOTH)));
        }
        PolicyTable table = PolicyTable.compile(config.build());
        for (int i = 0; i < 300; i++) {
            String segment = "S" + random.nextInt(4);
            InetAddress source = address("10.%d.%d.1".formatted(random.nextInt(3), random.nextInt(3)));
            InetSocketAddress destination =
                    new InetSocketAddress(address("10.%d.%d.1".formatted(random.nextInt(3), random.nextInt(3))), 443);

            assertThat(virtualSegmentOf(table.match(segment, source, destination)))
                    .isEqualTo(virtualSegmentOf(table.explain(segment, source, destination)));
        }
    }

    private static Set<String> segments(Random random) {
        return random.nextInt(3) == 0 ? Set.of() : Set.of("S" + random.nextInt(4));
    }

    private static List<Cidr> blocks(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> cidrs("10.%d.0.0/16".formatted(random.nextInt(3)));
            case 1 -> cidrs("10.%d.%d.0/24".formatted(random.nextInt(3), random.nextInt(3)), "192.0.2.0/24");
            case 2 -> cidrs("10.%d.%d.1/32".formatted(random.nextInt(3), random.nextInt(3)));
            default -> List.of();
        };
    }

    private static Optional<String> policy(PolicyTable table, String destination, int port) {
        return match(table, "S", "192.0.2.9", destination, port).policy().map(MatchedPolicy::name);
    }

    private static Optional<String> virtualSegmentOf(PolicyMatch match) {
        return match.virtualSegment().map(v -> v.name());
    }

    private static PolicyMatch match(PolicyTable table, String segment, String source, String destination, int port) {
        return table.match(segment, address(source), new InetSocketAddress(address(destination), port));
    }
}
