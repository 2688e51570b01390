package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/** Secrets that the device must tell others, such as what it shares with a RADIUS server, as words of a configuration. */
final class SealedText {
    private static final String FORM = "sealed:";
    private static final String PURPOSE = "configuration-secret";

    private SealedText() {}

    static String seal(DeviceKey key, char[] secret) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(secret));
        byte[] clear = new byte[encoded.remaining()];
        encoded.get(clear);
        try {
            return FORM + Base64.getEncoder().encodeToString(key.seal(clear, PURPOSE));
        } finally {
            Arrays.fill(clear, (byte) 0);
            encoded.clear().put(new byte[encoded.capacity()]);
        }
    }

    static char[] open(DeviceKey key, String sealed) throws PkiException {
        try {
            byte[] content = Base64.getDecoder().decode(sealed.substring(FORM.length()));
            byte[] clear = key.open(content, PURPOSE);
            CharBuffer decoded = UTF_8.decode(ByteBuffer.wrap(clear));
            Arrays.fill(clear, (byte) 0);
            char[] secret = new char[decoded.remaining()];
            decoded.get(secret);
            decoded.clear().put(new char[decoded.capacity()]);
            return secret;
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new PkiException("The secret is damaged, or was sealed by another device", e);
        }
    }
}
