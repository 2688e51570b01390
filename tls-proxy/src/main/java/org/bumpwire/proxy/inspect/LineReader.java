package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Puts the lines of a message head together, wherever the stream was cut; what is beyond the bound is not kept. */
final class LineReader {
    static final int MAX_LENGTH = 16_384;

    private final StringBuilder kept = new StringBuilder();
    private int length;
    private boolean ended;

    /**
     * Takes bytes up to the end of a line or of the buffer.
     *
     * @return the index behind what was taken
     */
    int read(ByteBuf stream, int from) {
        if (ended) {
            kept.setLength(0);
            length = 0;
            ended = false;
        }
        int end = stream.writerIndex();
        int newline = stream.indexOf(from, end, (byte) '\n');
        int stop = newline < 0 ? end : newline;
        int keep = Math.min(stop - from, MAX_LENGTH - kept.length());
        kept.append(stream.toString(from, keep, StandardCharsets.ISO_8859_1));
        length += stop - from;
        ended = newline >= 0;
        return ended ? newline + 1 : end;
    }

    /** Whether the line is whole, so that {@link #line} may be asked for. */
    boolean ended() {
        return ended;
    }

    boolean tooLong() {
        return length > MAX_LENGTH;
    }

    /** Bytes of the line so far, kept or not. */
    int length() {
        return length;
    }

    String line() {
        int end = kept.length();
        return kept.substring(0, end > 0 && kept.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
