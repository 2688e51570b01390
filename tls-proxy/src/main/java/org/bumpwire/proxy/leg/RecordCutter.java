package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream of bytes into TLS records, of which it keeps one that is not whole yet. */
final class RecordCutter {
    private static final int HEADER = 5;

    private static final int LOWEST_TYPE = 20;
    private static final int HIGHEST_TYPE = 23;

    /** RFC 5246, section 6.2.3; TLS 1.3 allows less. */
    private static final int MAX_LENGTH = 16_384 + 2_048;

    private byte[] record = new byte[HEADER];
    private int filled;

    /**
     * The next record with its header, once it is whole; all bytes that are not part of it stay in the input.
     *
     * <p>Of one that is of no known type or longer than allowed only the header comes, for the engine to refuse.
     */
    Optional<byte[]> next(ByteBuf in) {
        fill(in);
        if (filled == HEADER && record.length == HEADER) {
            int length = (record[3] & 0xFF) << 8 | (record[4] & 0xFF);
            boolean plausible = record[0] >= LOWEST_TYPE && record[0] <= HIGHEST_TYPE && length <= MAX_LENGTH;
            if (plausible && length > 0) {
                record = Arrays.copyOf(record, HEADER + length);
                fill(in);
            }
        }
        if (filled < record.length) {
            return Optional.empty();
        }
        byte[] whole = record;
        record = new byte[HEADER];
        filled = 0;
        return Optional.of(whole);
    }

    private void fill(ByteBuf in) {
        int taken = Math.min(in.readableBytes(), record.length - filled);
        in.readBytes(record, filled, taken);
        filled += taken;
    }
}
