package org.bumpwire.proxy.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.policy.SampleConfig.address;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.proxy.policy.Lesson;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Site;
import org.bumpwire.proxy.verify.SettableClock;
import org.junit.jupiter.api.Test;

class LearnedExclusionsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Lesson ASKED = new Lesson(Lesson.Kind.CERTIFICATE_REQUEST, "seen in session 7");
    private static final Lesson REJECTED = new Lesson(Lesson.Kind.COPY_REJECTED, "3 times by 2 clients");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<String> log = new ArrayList<>();
    private final LearnedExclusions exclusions = new LearnedExclusions(3, clock, log::add);
    private final MatchedPolicy policy = SamplePolicy.outbound();

    @Test
    void holdsForExactlyTheDestinationThatItWasLearnedAt() {
        exclusions.learn(policy, site("www.example.com"), ASKED, HOUR);

        assertThat(found("192.0.2.7", site("www.example.com"))).hasValue(ASKED);
        assertThat(found("192.0.2.7", site("other.example.com"))).isEmpty();
        assertThat(found("192.0.2.7", site(""))).isEmpty();
        assertThat(found("192.0.2.7", new Site(new InetSocketAddress(address("203.0.113.9"), 443), "www.example.com")))
                .isEmpty();
    }

    @Test
    void holdsForTheClientOnlyWhereItSaysSo() {
        exclusions.learn(key(Optional.of("192.0.2.7")), REJECTED, HOUR);

        assertThat(found("192.0.2.7", site("www.example.com"))).hasValue(REJECTED);
        assertThat(found("192.0.2.8", site("www.example.com"))).isEmpty();
    }

    @Test
    void endsWhenItsTimeIsOverAndSaysSo() {
        exclusions.learn(policy, site("www.example.com"), ASKED, HOUR);
        clock.advance(HOUR.minusSeconds(1));
        exclusions.expire();
        assertThat(exclusions.all()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));

        assertThat(found("192.0.2.7", site("www.example.com"))).isEmpty();
        assertThat(exclusions.all()).isEmpty();
        exclusions.expire();
        assertThat(log)
                .containsExactly(
                        "Exclusion 1 learned: sessions are not decrypted until 2026-11-24T13:00:00Z: profile \"P\""
                                + " policy \"out\": www.example.com at 203.0.113.5:443: Server asks for a client"
                                + " certificate (seen in session 7)",
                        "Exclusion 1 ended, its time is over: profile \"P\" policy \"out\": www.example.com at"
                                + " 203.0.113.5:443");
    }

    @Test
    void neitherRepeatsNorProlongsWhatItKnows() {
        exclusions.learn(policy, site("www.example.com"), ASKED, HOUR);
        clock.advance(Duration.ofMinutes(30));

        exclusions.learn(policy, site("www.example.com"), ASKED, HOUR);

        assertThat(log).hasSize(1);
        assertThat(exclusions.all())
                .singleElement()
                .satisfies(one -> assertThat(one.expiresAt()).isEqualTo(Instant.parse("2026-11-24T13:00:00Z")));
    }

    @Test
    void givesUpTheOldestWhereItIsFull() {
        for (String name : List.of("a", "b", "c", "d")) {
            exclusions.learn(policy, site(name), ASKED, HOUR);
        }

        assertThat(exclusions.all()).extracting(one -> one.key().sni()).containsExactly("b", "c", "d");
        assertThat(found("192.0.2.7", site("a"))).isEmpty();
        assertThat(log).anyMatch(line -> line.startsWith("Exclusion 1 ended, the table is full"));
    }

    @Test
    void forgetsOneThatTheOperatorNames() {
        exclusions.learn(policy, site("a"), ASKED, HOUR);
        exclusions.learn(policy, site("b"), ASKED, HOUR);

        assertThat(exclusions.forget(1)).isTrue();
        assertThat(exclusions.forget(1)).isFalse();

        assertThat(exclusions.all()).extracting(Exclusion::id).containsExactly(2L);
        assertThat(found("192.0.2.7", site("a"))).isEmpty();
    }

    private Optional<Lesson> found(String client, Site site) {
        return exclusions.find(policy, address(client), site, lesson -> true);
    }

    private Exclusion.Key key(Optional<String> client) {
        return Exclusion.Key.of(policy, client.map(one -> address(one)), "www.example.com", "");
    }

    private static Site site(String name) {
        return new Site(new InetSocketAddress(address("203.0.113.5"), 443), name);
    }
}
