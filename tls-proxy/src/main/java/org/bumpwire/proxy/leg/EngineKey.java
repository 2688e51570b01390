package org.bumpwire.proxy.leg;

import io.netty.internal.tcnative.SSL;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bumpwire.config.pki.CertificatePem;
import org.jspecify.annotations.Nullable;

/**
 * A private key in the engine's own form, read once and used with any number of certificates on any event loop; the native
 * memory is freed when nobody holds the object any more.
 */
final class EngineKey {
    /** What makes the engine ask {@link RsaSigner}. */
    private static final long NOT_GIVEN = 0;

    private final long pointer;
    private final @Nullable PrivateKey signersKey;

    private EngineKey(long pointer, @Nullable PrivateKey signersKey) {
        this.pointer = pointer;
        this.signersKey = signersKey;
        NativeMemory.CLEANER.register(this, () -> SSL.freePrivateKey(pointer));
    }

    static EngineKey of(PrivateKey key) throws GeneralSecurityException {
        RsaSigner signer =
                key.getAlgorithm().equals("RSA") ? RsaSigner.instance().orElse(null) : null;
        PrivateKey signersKey = signer == null ? null : signer.own(key);
        String pem = CertificatePem.block("PRIVATE KEY", key.getEncoded());
        return new EngineKey(EnginePem.read(pem, bio -> SSL.parsePrivateKey(bio, null)), signersKey);
    }

    /**
     * Gives a connection a chain and this key, which the caller holds until it has.
     *
     * @param chain in the engine's own form
     * @param asksSigner whether the connection's context asks {@link RsaSigner} for what takes a key that it was not given
     */
    void presentOn(long ssl, long chain, boolean asksSigner) throws Exception {
        if (signersKey != null && asksSigner) {
            RsaSigner.instance().orElseThrow().signFor(ssl, signersKey);
            SSL.setKeyMaterial(ssl, chain, NOT_GIVEN);
        } else {
            SSL.setKeyMaterial(ssl, chain, pointer);
        }
    }
}
