package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;

/** Notices when a peer's first TLS record is there, however it is cut up. */
final class FirstRecord {
    private static final int HEADER = 5;

    private int seen;
    private int length;

    /** Takes note of the bytes from one index to another, which follow those of the last call. */
    void pass(ByteBuf in, int from, int to) {
        int next = from;
        while (seen < HEADER && next < to) {
            // The last two bytes of the header are what remains.
            length = (length << 8 | in.getUnsignedByte(next)) & 0xFFFF;
            next++;
            seen++;
        }
        seen += to - next;
    }

    boolean isWhole() {
        return seen >= HEADER && seen >= HEADER + length;
    }

    /** Whether a part of the next record was there as well. */
    boolean isPassed() {
        return seen > HEADER && seen > HEADER + length;
    }
}
