package org.bumpwire.proxy.leg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import org.bumpwire.proxy.mint.MintedLeaf;
import org.jspecify.annotations.Nullable;

/** Minted leaves in the engine's form, each as long as the minter or a flow holds it; safe for any thread. */
public final class KeyMaterials {
    private final Cache<MintedLeaf, KeyMaterial> byLeaf =
            Caffeine.newBuilder().weakKeys().build();

    /** Takes some 100 µs where the leaf is new. */
    public KeyMaterial of(MintedLeaf leaf) throws GeneralSecurityException {
        @Nullable KeyMaterial known = byLeaf.getIfPresent(leaf);
        if (known != null) {
            return known;
        }
        KeyMaterial made = KeyMaterial.of(leaf.chain(), leaf.privateKey());
        byLeaf.put(leaf, made);
        return made;
    }
}
