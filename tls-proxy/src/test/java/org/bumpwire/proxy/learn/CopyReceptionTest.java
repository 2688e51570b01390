package org.bumpwire.proxy.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.policy.SampleConfig.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.config.model.Exclusions.Learning;
import org.bumpwire.config.model.Exclusions.Scope;
import org.bumpwire.proxy.policy.Lesson;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Site;
import org.bumpwire.proxy.verify.SettableClock;
import org.junit.jupiter.api.Test;

class CopyReceptionTest {
    private static final InetAddress ONE = address("192.0.2.7");
    private static final InetAddress OTHER = address("192.0.2.8");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<String> log = new ArrayList<>();
    private final LearnedExclusions exclusions = new LearnedExclusions(clock, log::add);
    private final CopyReception reception = new CopyReception(exclusions, clock);
    private final MatchedPolicy policy = SamplePolicy.outbound();
    private Exclusions settings = settings(true, Scope.CLIENT_AND_SITE);

    @Test
    void tellsPinningFromAClientThatTrustsNothing() {
        accept(ONE, "www.example.com");
        reject(ONE, "pinned.example.com", 1);
        reject(OTHER, "pinned.example.com", 1);
        reject(OTHER, "www.example.com", 1);

        assertThat(cause(ONE, "pinned.example.com")).startsWith("Client pins the site");
        assertThat(cause(OTHER, "pinned.example.com")).startsWith("Client does not trust the signing CA: it rejects");
        assertThat(cause(OTHER, "www.example.com")).startsWith("Client does not trust the signing CA: it rejects");
    }

    @Test
    void doesNotGuessFromOneSiteAlone() {
        reject(ONE, "www.example.com", 5);

        assertThat(cause(ONE, "www.example.com")).contains("or pins the site");
    }

    @Test
    void tellsOneApplicationFromTheWholeClient() {
        reject(ONE, "www.example.com", 1);
        accept(ONE, "www.example.com");

        assertThat(cause(ONE, "www.example.com")).startsWith("One of the client's applications");
    }

    @Test
    void learnsFromEnoughRejectionsByEnoughClients() {
        accept(ONE, "www.example.com");
        accept(OTHER, "www.example.com");
        reject(ONE, "pinned.example.com", 5);
        assertThat(exclusions.all()).isEmpty();

        reject(OTHER, "pinned.example.com", 1);

        assertThat(exclusions.all())
                .extracting(one -> one.key().client().orElseThrow())
                .containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(exclusions.all()).allSatisfy(one -> {
            assertThat(one.key().sni()).isEqualTo("pinned.example.com");
            assertThat(one.key().destination()).isEmpty();
            assertThat(one.lesson())
                    .isEqualTo(
                            new Lesson(Lesson.Kind.COPY_REJECTED, "6 times by 2 clients, at last: alert unknown_ca"));
        });
        assertThat(log).hasSize(2);
    }

    @Test
    void learnsForEverybodyWhereTheScopeIsTheSite() {
        settings = settings(true, Scope.SITE);
        accept(ONE, "www.example.com");
        accept(OTHER, "www.example.com");
        reject(ONE, "pinned.example.com", 2);
        reject(OTHER, "pinned.example.com", 1);

        assertThat(exclusions.all())
                .singleElement()
                .satisfies(one -> assertThat(one.key().client()).isEmpty());
    }

    @Test
    void learnsNothingFromClientsThatTrustNoCopyAtAll() {
        reject(ONE, "www.example.com", 50);
        reject(OTHER, "www.example.com", 50);

        assertThat(exclusions.all()).isEmpty();
    }

    @Test
    void learnsNothingUnlessItIsTold() {
        settings = settings(false, Scope.SITE);
        accept(ONE, "www.example.com");
        accept(OTHER, "www.example.com");
        reject(ONE, "pinned.example.com", 50);
        reject(OTHER, "pinned.example.com", 50);

        assertThat(exclusions.all()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void bindsWhatItLearnsToTheAddressWhereNamesAreNotTrusted() {
        settings = new Exclusions(false, Duration.ofHours(1), new Learning(true, 1, 1, Scope.SITE));
        accept(ONE, "www.example.com");
        reject(ONE, "pinned.example.com", 1);

        assertThat(exclusions.all())
                .singleElement()
                .satisfies(one -> assertThat(one.key().destination()).isEqualTo("203.0.113.5:443"));
    }

    @Test
    void wantsFreshEvidenceForTheNextTime() {
        settings = new Exclusions(true, Duration.ofHours(1), new Learning(true, 2, 1, Scope.SITE));
        accept(ONE, "www.example.com");
        reject(ONE, "pinned.example.com", 2);
        clock.advance(Duration.ofHours(2));
        exclusions.expire();

        reject(ONE, "pinned.example.com", 1);
        assertThat(exclusions.all()).isEmpty();
        reject(ONE, "pinned.example.com", 1);
        assertThat(exclusions.all()).hasSize(1);
    }

    @Test
    void forgetsAfterADay() {
        reject(ONE, "www.example.com", 1);
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        reject(OTHER, "other.example.com", 1);

        assertThat(reception.rejections())
                .extracting(one -> one.rejection().site())
                .containsExactly("other.example.com");
    }

    @Test
    void keepsABoundedNumberOfSitesAndClients() {
        for (int site = 0; site < CopyReception.MAX_SITES + 500; site++) {
            reject(ONE, "site" + site + ".example.com", 1);
        }
        assertThat(reception.rejections()).hasSizeLessThanOrEqualTo(CopyReception.MAX_SITES);

        for (int client = 1; client <= 100; client++) {
            clock.advance(Duration.ofSeconds(1));
            reject(address("198.51.100." + client), "crowded.example.com", 1);
        }
        assertThat(reception.rejections())
                .filteredOn(one -> one.rejection().site().equals("crowded.example.com"))
                .hasSizeLessThanOrEqualTo(CopyReception.MAX_CLIENTS_A_SITE);
    }

    private void accept(InetAddress client, String name) {
        reception.accepted(policy, client, site(name), settings);
    }

    private void reject(InetAddress client, String name, int times) {
        for (int i = 0; i < times; i++) {
            reception.rejected(policy, client, site(name), "alert unknown_ca", settings);
        }
    }

    private String cause(InetAddress client, String name) {
        return reception.rejections().stream()
                .filter(one -> one.rejection().client().equals(client)
                        && one.rejection().site().equals(name))
                .findFirst()
                .orElseThrow()
                .likelyCause();
    }

    private static Site site(String name) {
        return new Site(new InetSocketAddress(address("203.0.113.5"), 443), name);
    }

    private static Exclusions settings(boolean learn, Scope scope) {
        return new Exclusions(true, Duration.ofHours(1), new Learning(learn, 3, 2, scope));
    }
}
