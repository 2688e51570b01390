package org.bumpwire.config.pki;

import java.util.Optional;

/** Which keys of a vault belong to which certificates; remembered, for a thousand elliptic curve keys take seconds. */
public final class KeyPairs {
    private static final int MOST_REMEMBERED = 10_000;

    private final Vault vault;
    private final RecentlyUsed<Boolean> known = new RecentlyUsed<>(MOST_REMEMBERED);

    KeyPairs(Vault vault) {
        this.vault = vault;
    }

    /** Whether a key is that of the first certificate of a chain. */
    public boolean fit(String chainId, String keyId) throws PkiException {
        String pair = chainId + " " + keyId;
        Optional<Boolean> before = known.find(pair);
        if (before.isPresent()) {
            return before.get();
        }
        boolean fit = PrivateKeys.belongsTo(
                vault.key(keyId), vault.chain(chainId).get(0).getPublicKey());
        known.put(pair, fit);
        return fit;
    }

    /** How a key fares that a certificate was given; whatever is wrong with it, importing both again heals it. */
    public KeyState state(String chainId, String keyId) {
        if (!vault.hasKey(keyId)) {
            return KeyState.MISSING;
        }
        try {
            return fit(chainId, keyId) ? KeyState.GOOD : KeyState.BROKEN;
        } catch (PkiException e) {
            return KeyState.BROKEN;
        }
    }

    void forget() {
        known.clear();
    }
}
