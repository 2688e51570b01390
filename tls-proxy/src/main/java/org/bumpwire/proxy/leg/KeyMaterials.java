package org.bumpwire.proxy.leg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bumpwire.proxy.mint.MintedLeaf;
import org.jspecify.annotations.Nullable;

/**
 * Minted leaves and their keys in the engine's form, each as long as the minter or a flow holds it; safe for any thread.
 */
public final class KeyMaterials {
    private final Cache<MintedLeaf, KeyMaterial> byLeaf = weakCache();
    private final Cache<PrivateKey, EngineKey> keys = weakCache();

    private static <K, V> Cache<K, V> weakCache() {
        return Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    }

    /** Takes some 50 µs where the leaf is new. */
    public KeyMaterial of(MintedLeaf leaf) throws GeneralSecurityException {
        @Nullable KeyMaterial known = byLeaf.getIfPresent(leaf);
        if (known != null) {
            return known;
        }
        KeyMaterial made = KeyMaterial.of(leaf.chain(), leaf.privateKey(), engineKey(leaf.privateKey()));
        byLeaf.put(leaf, made);
        return made;
    }

    /** Leaves share it by the hundreds. */
    private EngineKey engineKey(PrivateKey key) throws GeneralSecurityException {
        @Nullable EngineKey known = keys.getIfPresent(key);
        if (known != null) {
            return known;
        }
        EngineKey made = EngineKey.of(key);
        keys.put(key, made);
        return made;
    }
}
