package org.bumpwire.proxy.leg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import org.bumpwire.proxy.mint.MintedLeaf;
import org.jspecify.annotations.Nullable;

/** Minted leaves in the engine's form, at most {@link #MAX_LEAVES} of them; safe for any thread. */
public final class KeyMaterials {
    static final int MAX_LEAVES = 16_384;

    private final Cache<String, KeyMaterial> byAlias =
            Caffeine.newBuilder().maximumSize(MAX_LEAVES).build();

    /** Takes some 100 µs where the leaf is new. */
    public KeyMaterial of(MintedLeaf leaf) throws GeneralSecurityException {
        @Nullable KeyMaterial known = byAlias.getIfPresent(leaf.alias());
        if (known != null) {
            return known;
        }
        KeyMaterial made = KeyMaterial.of(leaf.chain(), leaf.privateKey());
        byAlias.put(leaf.alias(), made);
        return made;
    }
}
