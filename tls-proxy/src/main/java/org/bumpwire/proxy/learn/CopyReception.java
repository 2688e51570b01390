package org.bumpwire.proxy.learn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.proxy.policy.Lesson;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Site;

/**
 * How clients take the copies of good certificates that they are shown; from rejections it learns exclusions where the
 * operator allows it. Safe for any thread.
 *
 * <p>Counts are forgotten a day after the last one, and when an exclusion comes of them, so that the next needs fresh
 * evidence. Only clients that take copies of other sites count towards one: who trusts no copy at all pins nothing.
 */
public final class CopyReception {
    public static final int MAX_SITES = 2_048;
    public static final int MAX_CLIENTS_A_SITE = 32;
    public static final int MAX_CLIENTS = 16_384;

    private static final Duration MEMORY = Duration.ofDays(1);

    private final LearnedExclusions exclusions;
    private final Clock clock;
    private final Cache<SiteKey, Map<InetAddress, Rejection>> rejections;
    private final Cache<InetAddress, Long> acceptances;

    public CopyReception(LearnedExclusions exclusions, Clock clock) {
        this.exclusions = exclusions;
        this.clock = clock;
        Ticker ticker = () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        rejections = Caffeine.newBuilder()
                .maximumSize(MAX_SITES)
                .expireAfterWrite(MEMORY)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        acceptances = Caffeine.newBuilder()
                .maximumSize(MAX_CLIENTS)
                .expireAfterWrite(MEMORY)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** A site's copies are counted apart for each policy; with {@code address} only where names are not trusted. */
    private record SiteKey(String profile, String policy, String sni, String address) {
        static SiteKey of(MatchedPolicy policy, Site site, boolean sniTrust) {
            boolean named = !site.sni().isEmpty() && sniTrust;
            return new SiteKey(policy.profileName(), policy.name(), site.sni(), named ? "" : site.address());
        }

        Exclusion.Key exclusion(Optional<InetAddress> client) {
            return new Exclusion.Key(profile, policy, client, sni, address);
        }
    }

    /** A client finished its handshake with a copy. */
    public void accepted(MatchedPolicy policy, InetAddress client, Site site, Exclusions settings) {
        acceptances.asMap().merge(client, 1L, Long::sum);
        if (!rejections.asMap().isEmpty()) {
            rejections
                    .asMap()
                    .computeIfPresent(
                            SiteKey.of(policy, site, settings.sniTrust()), (key, all) -> butAccepted(all, client));
        }
    }

    private static Map<InetAddress, Rejection> butAccepted(Map<InetAddress, Rejection> all, InetAddress client) {
        Rejection known = all.get(client);
        if (known == null) {
            return all;
        }
        Map<InetAddress, Rejection> next = new HashMap<>(all);
        next.put(client, known.butAccepted());
        return Map.copyOf(next);
    }

    /**
     * A client ended its handshake when it was shown a copy.
     *
     * @param evidence how, such as the alert that it sent
     */
    public void rejected(MatchedPolicy policy, InetAddress client, Site site, String evidence, Exclusions settings) {
        SiteKey key = SiteKey.of(policy, site, settings.sniTrust());
        Rejection first = new Rejection(
                policy.profileName(), policy.name(), client, site.name(), 0, 0, evidence, clock.instant());
        Map<InetAddress, Rejection> all = rejections
                .asMap()
                .compute(key, (k, before) -> with(before == null ? Map.of() : before, first, evidence));
        if (settings.learning().enabled()) {
            learn(key, all, settings);
        }
    }

    private Map<InetAddress, Rejection> with(Map<InetAddress, Rejection> before, Rejection first, String evidence) {
        Map<InetAddress, Rejection> next = new HashMap<>(before);
        Rejection known = next.getOrDefault(first.client(), first);
        if (next.size() >= MAX_CLIENTS_A_SITE && !next.containsKey(first.client())) {
            next.values().stream()
                    .min(Comparator.comparing(Rejection::last))
                    .ifPresent(oldest -> next.remove(oldest.client()));
        }
        next.put(first.client(), known.again(evidence, clock.instant()));
        return Map.copyOf(next);
    }

    private void learn(SiteKey key, Map<InetAddress, Rejection> all, Exclusions settings) {
        Exclusions.Learning learning = settings.learning();
        List<Rejection> counting = all.values().stream()
                .filter(rejection -> acceptances.getIfPresent(rejection.client()) != null)
                .toList();
        int times = counting.stream().mapToInt(Rejection::times).sum();
        if (times < learning.failures() || counting.size() < learning.clients()) {
            return;
        }
        Lesson lesson = new Lesson(
                Lesson.Kind.COPY_REJECTED,
                "%d times by %d clients, at last: %s"
                        .formatted(times, counting.size(), latest(counting).evidence()));
        switch (learning.scope()) {
            case SITE -> exclusions.learn(key.exclusion(Optional.empty()), lesson, settings.timeToLive());
            case CLIENT_AND_SITE ->
                counting.forEach(one ->
                        exclusions.learn(key.exclusion(Optional.of(one.client())), lesson, settings.timeToLive()));
        }
        rejections.invalidate(key);
    }

    private static Rejection latest(List<Rejection> counting) {
        return counting.stream().max(Comparator.comparing(Rejection::last)).orElseThrow();
    }

    /** A rejection with what is likely behind it. */
    public record Explained(Rejection rejection, long acceptedElsewhere, String likelyCause) {}

    /** The latest first. */
    public List<Explained> rejections() {
        List<Rejection> all = new ArrayList<>();
        rejections.asMap().values().forEach(site -> all.addAll(site.values()));
        Map<InetAddress, Set<String>> sites = new HashMap<>();
        all.forEach(one ->
                sites.computeIfAbsent(one.client(), client -> new HashSet<>()).add(one.site()));
        return all.stream()
                .sorted(Comparator.comparing(Rejection::last).reversed())
                .map(one -> {
                    long elsewhere = acceptances.asMap().getOrDefault(one.client(), 0L);
                    int rejected = sites.getOrDefault(one.client(), Set.of()).size();
                    return new Explained(one, elsewhere, one.likelyCause(elsewhere, rejected));
                })
                .toList();
    }
}
