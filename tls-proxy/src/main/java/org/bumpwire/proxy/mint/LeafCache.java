package org.bumpwire.proxy.mint;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Minted leaves by what they copy, bounded in number and in bytes; what is being minted is in it already, so that nobody
 * mints it twice. A failure is not kept. Safe for any thread.
 */
final class LeafCache {
    static final int MAX_KEPT = 10_000;
    static final int MAX_BYTES = 60 << 20;

    private static final Duration KEPT_UNUSED = Duration.ofHours(12);

    private final AsyncCache<LeafName, Entry> leaves = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((LeafName name, Entry entry) -> weight(entry.leaf()))
            .expireAfterAccess(KEPT_UNUSED)
            .executor(Runnable::run)
            .buildAsync();

    /** A leaf with what is known of its use. */
    record Entry(MintedLeaf leaf, Instant mintedAt, AtomicLong uses) {
        Entry(MintedLeaf leaf, Instant mintedAt) {
            this(leaf, mintedAt, new AtomicLong());
        }
    }

    /** No leaf is so light that more than {@link #MAX_KEPT} had room. */
    private static int weight(MintedLeaf leaf) {
        return Math.max(MAX_BYTES / MAX_KEPT, leaf.bytes());
    }

    Optional<CompletableFuture<Entry>> find(LeafName name) {
        return Optional.ofNullable(leaves.getIfPresent(name));
    }

    /** What is there already, or null where the promise now is. */
    @Nullable
    CompletableFuture<Entry> putIfAbsent(LeafName name, CompletableFuture<Entry> promised) {
        return leaves.asMap().putIfAbsent(name, promised);
    }

    void drop(LeafName name, CompletableFuture<Entry> stale) {
        leaves.asMap().remove(name, stale);
    }

    void clear() {
        leaves.synchronous().invalidateAll();
    }

    /** Those minted last first. */
    List<KeptLeaf> newest(int count) {
        return leaves.synchronous().asMap().values().stream()
                .sorted(Comparator.comparing(Entry::mintedAt).reversed())
                .limit(count)
                .map(entry -> new KeptLeaf(
                        entry.leaf(), entry.mintedAt(), entry.uses().get()))
                .toList();
    }

    int size() {
        return leaves.synchronous().asMap().size();
    }

    long bytes() {
        leaves.synchronous().cleanUp();
        return leaves.synchronous()
                .policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElseThrow()
                .orElse(0);
    }
}
