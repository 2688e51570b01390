package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key of this one installation, under which its private keys rest: AES-256 in GCM. */
final class DeviceKey {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final byte[] FORMAT = "BWK1".getBytes(US_ASCII);

    private final SecretKeySpec key;

    private DeviceKey(byte[] secret) {
        key = new SecretKeySpec(secret, "AES");
    }

    static DeviceKey random() {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return taking(secret);
    }

    /** Takes the bytes of a key over, and wipes them. */
    static DeviceKey taking(byte[] secret) {
        try {
            return new DeviceKey(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** A copy, which the caller wipes. */
    byte[] secret() {
        return key.getEncoded();
    }

    /** @param purpose is authenticated with the content, so that a sealed object cannot pass for another */
    byte[] seal(byte[] clear, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = new byte[FORMAT.length + NONCE_BYTES + clear.length + TAG_BYTES];
            System.arraycopy(FORMAT, 0, sealed, 0, FORMAT.length);
            System.arraycopy(nonce, 0, sealed, FORMAT.length, NONCE_BYTES);
            cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
                    .doFinal(clear, 0, clear.length, sealed, FORMAT.length + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** @throws GeneralSecurityException when the content is damaged, or sealed by another device or for another purpose */
    byte[] open(byte[] sealed, String purpose) throws GeneralSecurityException {
        int start = FORMAT.length + NONCE_BYTES;
        if (sealed.length < start + TAG_BYTES || !Arrays.equals(FORMAT, Arrays.copyOf(sealed, FORMAT.length))) {
            throw new GeneralSecurityException("Not a sealed object");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, FORMAT.length, start);
        return cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(sealed, start, sealed.length - start);
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(purpose.getBytes(US_ASCII));
        return cipher;
    }
}
