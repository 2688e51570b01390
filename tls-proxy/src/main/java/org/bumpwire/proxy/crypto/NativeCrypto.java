package org.bumpwire.proxy.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * AWS-LC, through the Amazon Corretto Crypto Provider: an RSA signature takes it less than half of BoringSSL's time where
 * the processor has AVX-512, and it verifies an ECDSA signature twenty times as fast as Java does.
 *
 * <p>Where it does not load (another processor, no place for its library), there is none, and all works without. Loading
 * takes some 100 ms, once; safe for any thread.
 */
public final class NativeCrypto {
    // java.util.logging forgets the level of a logger that nobody holds. Without the library all works, so it says
    // nothing.
    private static final Logger LIBRARY_LOG = Logger.getLogger("AmazonCorrettoCryptoProvider");

    private static final Optional<NativeCrypto> LOADED = load();

    private final Provider provider;
    private final Cache<PrivateKey, PrivateKey> owned =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    private NativeCrypto(Provider provider) {
        this.provider = provider;
    }

    /** The library; absent where it cannot be used. */
    public static Optional<NativeCrypto> loaded() {
        return LOADED;
    }

    private static Optional<NativeCrypto> load() {
        LIBRARY_LOG.setLevel(Level.OFF);
        try {
            AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
            if (corretto.getLoadingError() != null) {
                return Optional.empty();
            }
            Security.addProvider(new VerifyingSignatures(corretto));
            return Optional.of(new NativeCrypto(corretto));
        } catch (LinkageError | SecurityException e) {
            return Optional.empty();
        }
    }

    /** Under which name Java's path validation finds {@link #signature signatures}. */
    public String signatureProvider() {
        return VerifyingSignatures.NAME;
    }

    /** For one signature or verification; by one thread. */
    public Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(algorithm, provider);
    }

    MessageDigest digest(String algorithm) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm, provider);
    }

    /** RSA as a mere function of a number, without padding. */
    public Cipher rawRsa() throws GeneralSecurityException {
        return Cipher.getInstance("RSA/ECB/NoPadding", provider);
    }

    /** The key in the library's memory, read once, for any number of signatures; freed when nobody holds the key any more. */
    public PrivateKey own(PrivateKey key) throws GeneralSecurityException {
        @Nullable PrivateKey known = owned.getIfPresent(key);
        if (known != null) {
            return known;
        }
        String algorithm = key.getAlgorithm().equals("RSA") ? "RSA" : "EC";
        PrivateKey made =
                KeyFactory.getInstance(algorithm, provider).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        owned.put(key, made);
        return made;
    }

    /** The provider, for builders that want one. */
    public Provider provider() {
        return provider;
    }

    /**
     * A new key pair in Java's own form, by the library where there is one; an RSA key takes it a tenth of a second, Java up
     * to one.
     *
     * @param algorithm RSA or EC
     */
    public static KeyPair newKeyPair(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        KeyPairGenerator generator = LOADED.isPresent()
                ? KeyPairGenerator.getInstance(algorithm, LOADED.get().provider)
                : KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        KeyPair made = generator.generateKeyPair();
        KeyFactory java = KeyFactory.getInstance(algorithm);
        return new KeyPair(
                java.generatePublic(new X509EncodedKeySpec(made.getPublic().getEncoded())),
                java.generatePrivate(new PKCS8EncodedKeySpec(made.getPrivate().getEncoded())));
    }

    /** Only the signatures, under a name: were all of the library registered, it would also read keys that Java refuses. */
    private static final class VerifyingSignatures extends Provider {
        private static final long serialVersionUID = 1;
        private static final String NAME = "BumpwireNativeSignatures";

        private final transient Provider library;

        VerifyingSignatures(Provider library) {
            super(NAME, "1", "Signatures by AWS-LC");
            this.library = library;
        }

        @Override
        public synchronized @Nullable Service getService(String type, String algorithm) {
            return type.equals("Signature") ? library.getService(type, algorithm) : null;
        }
    }
}
