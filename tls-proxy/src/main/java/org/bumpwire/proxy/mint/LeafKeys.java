package org.bumpwire.proxy.mint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bumpwire.proxy.crypto.Fingerprint;
import org.bumpwire.proxy.crypto.NativeCrypto;
import org.jspecify.annotations.Nullable;

/**
 * The keys of minted leaves: one for each signer and key type, made anew at each start and each day, never written
 * anywhere.
 *
 * <p>An RSA key takes a while, so it is made as soon as a signer is known, and the next day's while the last one is
 * still in use.
 */
final class LeafKeys {
    /** How long a key is given to new leaves. */
    static final Duration USED_FOR = Duration.ofDays(1);

    private static final int RSA_BITS = 2048;
    private static final String CURVE = "secp256r1";
    /** Signers times key types; each commit may bring new signers. */
    private static final int MAX_OWNERS = 256;

    private final Executor executor;
    private final Clock clock;
    private final Cache<Owner, Succession> keys = Caffeine.newBuilder()
            .maximumSize(MAX_OWNERS)
            .executor(Runnable::run)
            .build();

    LeafKeys(Executor executor, Clock clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /** The key of today; while it is being made, that of yesterday. */
    CompletableFuture<KeyPair> of(Fingerprint signer, KeyType type) {
        return keys.get(new Owner(signer, type), owner -> new Succession(type)).current();
    }

    private CompletableFuture<KeyPair> begun(KeyType type) {
        try {
            return CompletableFuture.supplyAsync(() -> generated(type), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static KeyPair generated(KeyType type) {
        try {
            return switch (type) {
                case EC -> NativeCrypto.newKeyPair("EC", new ECGenParameterSpec(CURVE));
                case RSA ->
                    NativeCrypto.newKeyPair("RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
            };
        } catch (GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }

    private record Owner(Fingerprint signer, KeyType type) {
        // Asked at each handshake; see Fingerprint.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Owner that && type == that.type && signer.equals(that.signer);
        }

        @Override
        public int hashCode() {
            return signer.hashCode() * 31 + type.hashCode();
        }
    }

    /** One key after the other; guarded by itself. */
    private final class Succession {
        private final KeyType type;
        private CompletableFuture<KeyPair> key;
        private Instant begunAt;
        private @Nullable CompletableFuture<KeyPair> successor;

        Succession(KeyType type) {
            this.type = type;
            key = begun(type);
            begunAt = clock.instant();
        }

        synchronized CompletableFuture<KeyPair> current() {
            if (key.isCompletedExceptionally()) {
                key = begun(type);
                return key;
            }
            if (successor == null && clock.instant().isAfter(begunAt.plus(USED_FOR))) {
                successor = begun(type);
            }
            if (successor != null && successor.isDone()) {
                if (!successor.isCompletedExceptionally()) {
                    key = successor;
                    begunAt = clock.instant();
                }
                successor = null;
            }
            return key;
        }
    }
}
