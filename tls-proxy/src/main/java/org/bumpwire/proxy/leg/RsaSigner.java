package org.bumpwire.proxy.leg;

import io.netty.internal.tcnative.SSLPrivateKeyMethod;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import org.bumpwire.proxy.crypto.NativeCrypto;

/**
 * Does for the engine what takes an RSA key, in a library that is faster at it; shared by all contexts, because the engine
 * keeps a global reference to it.
 *
 * <p>Called on the event loop of the connection. Knows nothing older than TLS 1.2, which signs with MD5 and SHA-1 together.
 */
final class RsaSigner implements SSLPrivateKeyMethod {
    private static final Optional<RsaSigner> INSTANCE = NativeCrypto.loaded().map(RsaSigner::new);

    private final NativeCrypto crypto;
    private final Map<Long, PrivateKey> keys = new ConcurrentHashMap<>();

    private RsaSigner(NativeCrypto crypto) {
        this.crypto = crypto;
    }

    /** Absent where the library is. */
    static Optional<RsaSigner> instance() {
        return INSTANCE;
    }

    PrivateKey own(PrivateKey key) throws GeneralSecurityException {
        return crypto.own(key);
    }

    /** Lets a connection sign with a key, until it is forgotten. */
    void signFor(long ssl, PrivateKey key) {
        keys.put(ssl, key);
    }

    void forget(long ssl) {
        keys.remove(ssl);
    }

    @Override
    public byte[] sign(long ssl, int algorithm, byte[] input) throws GeneralSecurityException {
        Signature signature = begun(algorithm);
        signature.initSign(keyOf(ssl));
        signature.update(input);
        return signature.sign();
    }

    private Signature begun(int algorithm) throws GeneralSecurityException {
        if (algorithm == SSL_SIGN_RSA_PSS_RSAE_SHA256) {
            return pss("SHA-256", 32);
        }
        if (algorithm == SSL_SIGN_RSA_PSS_RSAE_SHA384) {
            return pss("SHA-384", 48);
        }
        if (algorithm == SSL_SIGN_RSA_PSS_RSAE_SHA512) {
            return pss("SHA-512", 64);
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA256) {
            return crypto.signature("SHA256withRSA");
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA384) {
            return crypto.signature("SHA384withRSA");
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA512) {
            return crypto.signature("SHA512withRSA");
        }
        if (algorithm == SSL_SIGN_RSA_PKCS1_SHA1) {
            return crypto.signature("SHA1withRSA");
        }
        throw new GeneralSecurityException("No RSA signature has the number %d".formatted(algorithm));
    }

    /** The salt is as long as the hash (RFC 8446, section 4.2.3). */
    private Signature pss(String hash, int bytes) throws GeneralSecurityException {
        Signature signature = crypto.signature("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), bytes, PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }

    /** The engine takes the padding off itself, in constant time. */
    @Override
    public byte[] decrypt(long ssl, byte[] input) throws GeneralSecurityException {
        Cipher raw = crypto.rawRsa();
        raw.init(Cipher.DECRYPT_MODE, keyOf(ssl));
        return raw.doFinal(input);
    }

    private PrivateKey keyOf(long ssl) throws GeneralSecurityException {
        PrivateKey key = keys.get(ssl);
        if (key == null) {
            throw new GeneralSecurityException("Connection has no RSA key");
        }
        return key;
    }
}
