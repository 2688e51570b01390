package org.bumpwire.proxy.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Puts the lines of a message head together, wherever the stream was cut; what is beyond the bound is not kept.
 *
 * <p>Most lines are of no interest, so that they are asked for their bytes and made a text of only where need be.
 */
final class LineReader {
    static final int MAX_LENGTH = 16_384;

    /** What a quiet connection may hold on to. */
    private static final int KEPT_BETWEEN_LINES = 1_024;

    private static final String VERSION = "HTTP/1.";
    static final int VERSION_LENGTH = VERSION.length() + 1;

    private static final byte[] NOTHING = {};

    private byte[] kept = NOTHING;
    private int keptLength;
    private int length;
    private boolean ended;

    /**
     * Takes bytes up to the end of a line or of the buffer.
     *
     * @return the index behind what was taken
     */
    int read(ByteBuf stream, int from) {
        if (ended) {
            begin();
        }
        int end = stream.writerIndex();
        int newline = stream.indexOf(from, end, (byte) '\n');
        int stop = newline < 0 ? end : newline;
        keep(stream, from, Math.min(stop - from, MAX_LENGTH - keptLength));
        length += stop - from;
        ended = newline >= 0;
        return ended ? newline + 1 : end;
    }

    private void begin() {
        keptLength = 0;
        length = 0;
        ended = false;
        if (kept.length > KEPT_BETWEEN_LINES) {
            kept = NOTHING;
        }
    }

    private void keep(ByteBuf stream, int from, int bytes) {
        if (keptLength + bytes > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(keptLength + bytes, 2 * kept.length));
        }
        stream.getBytes(from, kept, keptLength, bytes);
        keptLength += bytes;
    }

    /** Whether the line is whole, so that it may be asked for. */
    boolean ended() {
        return ended;
    }

    boolean tooLong() {
        return length > MAX_LENGTH;
    }

    /** Bytes of the line so far, kept or not, and with its carriage return. */
    int length() {
        return length;
    }

    /** Bytes of the line as far as it is kept. */
    int size() {
        return keptLength > 0 && kept[keptLength - 1] == '\r' ? keptLength - 1 : keptLength;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    byte at(int index) {
        return kept[index];
    }

    /** Where an octet stands first from some index on; -1 where it does not. */
    int indexOf(char octet, int from) {
        for (int i = from; i < size(); i++) {
            if (kept[i] == octet) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the version of HTTP/1.0 or HTTP/1.1 stands in the line from an index on, in {@link #VERSION_LENGTH} bytes. */
    boolean holdsVersion(int from) {
        int minor = from + VERSION.length();
        if (minor >= size()) {
            return false;
        }
        for (int i = 0; i < VERSION.length(); i++) {
            if (kept[from + i] != VERSION.charAt(i)) {
                return false;
            }
        }
        return kept[minor] == '0' || kept[minor] == '1';
    }

    /** Whether the line's first bytes up to an index are a name, whatever the case of their letters. */
    boolean isNamed(String lowerCase, int end) {
        if (end != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            int octet = kept[i];
            int lower = octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(int from) {
        return new String(kept, from, size() - from, ISO_8859_1);
    }

    String line() {
        return text(0);
    }
}
