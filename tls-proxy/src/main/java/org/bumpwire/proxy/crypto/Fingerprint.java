package org.bumpwire.proxy.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 of bytes by which something is found again; taken at each handshake, so by the native library where it loads. */
public final class Fingerprint {
    /** To look an algorithm up takes as long as a short hash. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Fingerprint::sha256);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Fingerprint(byte[] hash) {
        ByteBuffer longs = ByteBuffer.wrap(hash);
        first = longs.getLong();
        second = longs.getLong();
        third = longs.getLong();
        fourth = longs.getLong();
    }

    public static Fingerprint of(byte[] bytes) {
        return new Fingerprint(SHA_256.get().digest(bytes));
    }

    /** Over the length and the bytes of each part, so that none can be taken for the end of another. */
    public static Fingerprint of(List<byte[]> parts) {
        MessageDigest digest = SHA_256.get();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            digest.update(part);
        }
        return new Fingerprint(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return NativeCrypto.loaded().isPresent()
                    ? NativeCrypto.loaded().get().digest("SHA-256")
                    : MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    // What makes these of a record goes through method handles, which the quick compiler of the JVM leaves slow.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /** In hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
    }
}
