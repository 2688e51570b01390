package org.bumpwire.proxy.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers that are asked for once however many want them, and then kept while they hold; safe for any thread.
 *
 * <p>A failed question is not kept: sources give a dated answer instead where they want to be left alone for a while.
 */
final class KeptAnswers<K, V extends Dated> {
    private final Map<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();
    private final Cache<K, V> kept;
    private final Clock clock;

    /**
     * @param most sum of the weights of what is kept
     */
    KeptAnswers(long most, Weigher<K, V> weigher, Clock clock) {
        this.clock = clock;
        kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher(weigher)
                .executor(Runnable::run)
                .build();
    }

    CompletionStage<V> ask(K key, Supplier<CompletionStage<V>> source) {
        V known = kept.getIfPresent(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<V> promised = new CompletableFuture<>();
        CompletableFuture<V> asked = underWay.putIfAbsent(key, promised);
        if (asked != null) {
            return asked;
        }
        var unused = source.get().whenComplete((answer, failure) -> {
            if (answer != null) {
                kept.put(key, answer);
            }
            underWay.remove(key, promised);
            if (answer != null) {
                promised.complete(answer);
            } else {
                promised.completeExceptionally(failure == null ? new IllegalStateException("No answer") : failure);
            }
        });
        return promised;
    }

    /** What is kept, whether it still holds or not. */
    Map<K, V> all() {
        return Map.copyOf(kept.asMap());
    }

    void clear() {
        kept.invalidateAll();
    }
}
