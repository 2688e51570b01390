package org.bumpwire.proxy.mint;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The keys of minted leaves: one for each signer and key type, made anew at each start and never written anywhere.
 *
 * <p>An RSA key takes up to a second, so it is made as soon as a signer is known and not when it is needed.
 */
final class LeafKeys {
    private static final int RSA_BITS = 2048;
    private static final String CURVE = "secp256r1";

    private final Executor executor;
    private final Map<Owner, CompletableFuture<KeyPair>> keys = new ConcurrentHashMap<>();

    LeafKeys(Executor executor) {
        this.executor = executor;
    }

    CompletableFuture<KeyPair> of(String signer, KeyType type) {
        CompletableFuture<KeyPair> key = keys.computeIfAbsent(new Owner(signer, type), owner -> begun(type));
        if (key.isCompletedExceptionally()) {
            // The next session tries again.
            keys.remove(new Owner(signer, type), key);
        }
        return key;
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
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.jsseName());
            switch (type) {
                case EC -> generator.initialize(new ECGenParameterSpec(CURVE));
                case RSA -> generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }

    private record Owner(String signer, KeyType type) {}
}
