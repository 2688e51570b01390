package org.bumpwire.proxy.revocation;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The serial numbers that one list revokes; eight bytes of a hash for each, for lists of some 100,000 are common. */
final class RevocationList implements Dated {
    private final long[] hashes;
    private final String unusable;
    private final Instant until;

    /**
     * @param hashes sorted
     * @param unusable why the list says nothing; empty for a list that does
     */
    private RevocationList(long[] hashes, String unusable, Instant until) {
        this.hashes = hashes;
        this.unusable = unusable;
        this.until = until;
    }

    static RevocationList of(LongStream hashes, Instant until) {
        return new RevocationList(hashes.sorted().toArray(), "", until);
    }

    static RevocationList unusable(String why, Instant now) {
        return new RevocationList(new long[0], why, now.plus(Answer.UNKNOWN_KEPT));
    }

    @Override
    public Instant until() {
        return until;
    }

    Answer about(Issued issued, Instant now) {
        if (!unusable.isEmpty()) {
            return Answer.unknown(unusable, now);
        }
        return Arrays.binarySearch(hashes, hash(issued.certificate().getSerialNumber())) >= 0
                ? Answer.revoked("Revoked by the list of its issuer", now, until)
                : Answer.good(now, until);
    }

    /** What it weighs in memory, in bytes. */
    int weight() {
        return 64 + hashes.length * Long.BYTES;
    }

    static long hash(BigInteger serial) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(serial.toByteArray()))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
