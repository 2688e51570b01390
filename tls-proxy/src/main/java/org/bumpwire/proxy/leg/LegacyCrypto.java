package org.bumpwire.proxy.leg;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.crypto.TlsHMAC;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/**
 * The algorithms of the legacy engine: Bouncy Castle's own, which know every curve and cipher that is wanted, but AES and
 * HMAC as the JVM has them, which the processor helps with.
 *
 * <p>Its provider is registered nowhere, so that nobody else in the process gets to see it.
 */
final class LegacyCrypto extends JcaTlsCrypto {
    private LegacyCrypto(SecureRandom random) {
        super(new Providers(), random, random);
    }

    /** The one that all legs share; the first call takes some 100 ms. */
    static LegacyCrypto instance() {
        return Loaded.INSTANCE;
    }

    @Override
    protected TlsHMAC createHMAC_SSL(int algorithm) throws GeneralSecurityException, IOException {
        return new Ssl3Mac(super.createHMAC_SSL(algorithm));
    }

    private static final class Loaded {
        static final LegacyCrypto INSTANCE = new LegacyCrypto(new SecureRandom());
    }

    private static final class Providers extends ProviderJcaJceHelper {
        Providers() {
            super(new BouncyCastleProvider());
        }

        @Override
        public Cipher createCipher(String algorithm) throws NoSuchAlgorithmException, NoSuchPaddingException {
            return algorithm.startsWith("AES/") ? Cipher.getInstance(algorithm) : super.createCipher(algorithm);
        }

        @Override
        public Mac createMac(String algorithm) throws NoSuchAlgorithmException {
            return algorithm.startsWith("HmacSHA") ? Mac.getInstance(algorithm) : super.createMac(algorithm);
        }
    }
}
