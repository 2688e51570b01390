package org.bumpwire.config.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * An operator's public key, as OpenSSH writes it: Ed25519, ECDSA or RSA.
 *
 * <p>Equal when the keys are, whatever the comments say. That it encodes a real key is checked when it is read.
 */
public final class SshPublicKey {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 16_384;
    private static final int MAX_LINE_LENGTH = 8192;
    private static final int ED25519_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final String ECDSA = "ecdsa-sha2-";
    private static final Map<String, Integer> COORDINATE_BYTES = Map.of("nistp256", 32, "nistp384", 48, "nistp521", 66);

    private final String type;
    private final byte[] blob;
    private final String comment;

    private SshPublicKey(String type, byte[] blob, String comment) {
        this.type = type;
        this.blob = blob;
        this.comment = comment;
    }

    /** Reads one line: type, key in Base64, comment; anything else is an {@code IllegalArgumentException}. */
    public static SshPublicKey parse(String line) {
        if (line.length() > MAX_LINE_LENGTH) {
            throw new IllegalArgumentException(
                    "The SSH key must have at most %d characters".formatted(MAX_LINE_LENGTH));
        }
        String[] words = line.strip().split("\\s+", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("SSH key '%s' must be TYPE BASE64 [COMMENT]".formatted(line));
        }
        SshPublicKey key = ofBlob(decoded(words[1]), words.length == 3 ? words[2] : "");
        if (!key.type.equals(words[0])) {
            throw new IllegalArgumentException(
                    "SSH key of type '%s' says that it were '%s'".formatted(key.type, words[0]));
        }
        return key;
    }

    public String type() {
        return type;
    }

    public String comment() {
        return comment;
    }

    /** The key in the encoding of RFC 4253, section 6.6; a copy. */
    public byte[] blob() {
        return blob.clone();
    }

    /** The line that reads back as this key. */
    public String line() {
        String line = type + " " + Base64.getEncoder().encodeToString(blob);
        return comment.isEmpty() ? line : line + " " + comment;
    }

    /** As {@code ssh-keygen -l} shows it. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /** Compares with a key in the encoding of RFC 4253, section 6.6; takes the same time wherever they differ. */
    public boolean isEncodedAs(byte[] other) {
        return MessageDigest.isEqual(blob, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey key && isEncodedAs(key.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }

    @Override
    public String toString() {
        return type + " " + fingerprint();
    }

    private static SshPublicKey ofBlob(byte[] blob, String comment) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        try {
            String type = new String(field(in), US_ASCII);
            requireKey(type, in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("SSH key has bytes after its end");
            }
            return new SshPublicKey(type, blob.clone(), comment);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("SSH key is cut short", e);
        }
    }

    private static void requireKey(String type, ByteBuffer in) {
        if (type.equals("ssh-ed25519")) {
            require(field(in).length == ED25519_BYTES, "SSH key of type 'ssh-ed25519' must have 32 bytes");
        } else if (type.equals("ssh-rsa")) {
            requireRsa(in);
        } else if (type.startsWith(ECDSA) && COORDINATE_BYTES.containsKey(type.substring(ECDSA.length()))) {
            requireEcdsa(type.substring(ECDSA.length()), in);
        } else {
            throw new IllegalArgumentException(
                    "SSH key type '%s' is not supported, expected ssh-ed25519, ecdsa-sha2-nistp256/384/521 or ssh-rsa"
                            .formatted(type.replaceAll("[^!-~]", "?")));
        }
    }

    private static void requireRsa(ByteBuffer in) {
        BigInteger exponent = number(in);
        BigInteger modulus = number(in);
        require(
                exponent.testBit(0) && exponent.compareTo(BigInteger.TWO) > 0,
                "SSH key of type 'ssh-rsa' must have an odd exponent above 2");
        require(
                modulus.bitLength() >= MIN_RSA_BITS && modulus.bitLength() <= MAX_RSA_BITS,
                "SSH key of type 'ssh-rsa' must have %d to %d bits, has %d"
                        .formatted(MIN_RSA_BITS, MAX_RSA_BITS, modulus.bitLength()));
    }

    private static void requireEcdsa(String curve, ByteBuffer in) {
        require(new String(field(in), US_ASCII).equals(curve), "SSH key must be on curve '%s'".formatted(curve));
        byte[] point = field(in);
        require(
                point.length == 1 + 2 * COORDINATE_BYTES.getOrDefault(curve, 0) && point[0] == UNCOMPRESSED,
                "SSH key must hold an uncompressed point of curve '%s'".formatted(curve));
    }

    private static BigInteger number(ByteBuffer in) {
        byte[] bytes = field(in);
        require(bytes.length > 0 && bytes[0] >= 0, "SSH key must hold positive numbers");
        return new BigInteger(bytes);
    }

    private static byte[] field(ByteBuffer in) {
        int length = in.getInt();
        require(length >= 0 && length <= in.remaining(), "SSH key is cut short");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SSH key must be TYPE BASE64 [COMMENT]", e);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
