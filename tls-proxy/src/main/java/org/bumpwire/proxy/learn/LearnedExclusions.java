package org.bumpwire.proxy.learn;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bumpwire.proxy.policy.LearnedDestinations;
import org.bumpwire.proxy.policy.Lesson;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Site;

/**
 * The destinations whose flows are not decrypted because of what earlier ones taught; safe for any thread.
 *
 * <p>Each holds for as long as was configured when it was learned. Where the table is full the oldest makes room, for a
 * flow too many that is decrypted does less harm than one too few.
 */
public final class LearnedExclusions implements LearnedDestinations {
    public static final int MAX_EXCLUSIONS = 10_000;

    private final int most;
    private final Clock clock;
    private final Consumer<String> log;
    private final Map<Exclusion.Key, Exclusion> byKey = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, Exclusion> byId = new ConcurrentSkipListMap<>();
    private long lastId;

    /** @param log hears a sentence each time that an exclusion begins or ends by itself */
    public LearnedExclusions(Clock clock, Consumer<String> log) {
        this(MAX_EXCLUSIONS, clock, log);
    }

    LearnedExclusions(int most, Clock clock, Consumer<String> log) {
        this.most = most;
        this.clock = clock;
        this.log = log;
    }

    /** The flows of a policy to exactly this address, port and name are from now on not decrypted. */
    public void learn(MatchedPolicy policy, Site site, Lesson lesson, Duration timeToLive) {
        learn(Exclusion.Key.of(policy, Optional.empty(), site.sni(), site.address()), lesson, timeToLive);
    }

    synchronized void learn(Exclusion.Key key, Lesson lesson, Duration timeToLive) {
        Instant now = clock.instant();
        Exclusion known = byKey.get(key);
        if (known != null && known.holdsAt(now) && known.lesson().kind() == lesson.kind()) {
            return;
        }
        if (known != null) {
            remove(known);
        }
        if (byId.size() >= most) {
            end(byId.firstEntry().getValue(), "the table is full");
        }
        Exclusion learned = new Exclusion(++lastId, key, lesson, now, now.plus(timeToLive));
        byId.put(learned.id(), learned);
        byKey.put(key, learned);
        log.accept("Exclusion %d learned: sessions are not decrypted until %s: %s: %s (%s)"
                .formatted(learned.id(), learned.expiresAt(), key, lesson.kind().help(), lesson.evidence()));
    }

    @Override
    public Optional<Lesson> find(MatchedPolicy policy, InetAddress source, Site site, Predicate<Lesson> condition) {
        if (byKey.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<InetAddress> client = Optional.of(source);
        return find(Exclusion.Key.of(policy, Optional.empty(), site.sni(), site.address()), now, condition)
                .or(() -> find(Exclusion.Key.of(policy, client, site.sni(), site.address()), now, condition))
                .or(() -> find(Exclusion.Key.of(policy, Optional.empty(), site.sni(), ""), now, condition))
                .or(() -> find(Exclusion.Key.of(policy, client, site.sni(), ""), now, condition));
    }

    private Optional<Lesson> find(Exclusion.Key key, Instant now, Predicate<Lesson> condition) {
        return Optional.ofNullable(byKey.get(key))
                .filter(exclusion -> exclusion.holdsAt(now))
                .map(Exclusion::lesson)
                .filter(condition);
    }

    /** Those that hold now, oldest first. */
    public List<Exclusion> all() {
        Instant now = clock.instant();
        return byId.values().stream().filter(e -> e.holdsAt(now)).toList();
    }

    /** Ends one at once; false if there is none of that number. */
    public synchronized boolean forget(long id) {
        Exclusion known = byId.get(id);
        if (known == null) {
            return false;
        }
        remove(known);
        return true;
    }

    /** Removes what no longer holds, and says so; to be called now and then. */
    public synchronized void expire() {
        Instant now = clock.instant();
        byId.values().stream().filter(e -> !e.holdsAt(now)).toList().forEach(e -> end(e, "its time is over"));
    }

    private void end(Exclusion exclusion, String why) {
        remove(exclusion);
        log.accept("Exclusion %d ended, %s: %s".formatted(exclusion.id(), why, exclusion.key()));
    }

    private void remove(Exclusion exclusion) {
        byId.remove(exclusion.id());
        byKey.remove(exclusion.key(), exclusion);
    }
}
