package org.bumpwire.proxy.inspect;

import com.google.re2j.Matcher;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.bumpwire.proxy.inspect.FilterSet.Expression;

/**
 * Searches a stream for regular expressions in windows that overlap, so that a match of up to {@value #CARRIED} bytes
 * is found wherever the stream was cut; time is linear in the window, whatever the expression.
 *
 * <p>{@code ^} is the start of the stream and {@code $} the end of what has come so far; with {@code (?m)} both are
 * those of lines.
 */
final class ExpressionWindow {
    static final int CARRIED = 4_096;
    private static final int SLICE = 16_384;

    private final List<Expression> expressions;
    private byte[] carried = new byte[0];

    ExpressionWindow(List<Expression> expressions) {
        this.expressions = expressions;
    }

    /**
     * Reads a chunk of the stream.
     *
     * @param wanted whether the filter of a number is still looked for
     */
    void search(ByteBuf chunk, IntPredicate wanted, IntConsumer match) {
        int end = chunk.writerIndex();
        for (int from = chunk.readerIndex(); from < end; from += SLICE) {
            byte[] window = window(chunk, from, Math.min(SLICE, end - from));
            Latin1 text = new Latin1(window, 0, window.length);
            for (Expression expression : expressions) {
                if (wanted.test(expression.number()) && finds(expression, text)) {
                    match.accept(expression.number());
                }
            }
            carried = window.length <= CARRIED
                    ? window
                    : Arrays.copyOfRange(window, window.length - CARRIED, window.length);
        }
    }

    private byte[] window(ByteBuf chunk, int from, int length) {
        byte[] window = Arrays.copyOf(carried, carried.length + length);
        chunk.getBytes(from, window, carried.length, length);
        return window;
    }

    /** Once the stream's start has left the window, the first byte is only there so that no ^ matches behind it. */
    private boolean finds(Expression expression, Latin1 window) {
        Matcher matcher = expression.pattern().matcher(window);
        return startHasLeft() ? matcher.find(1) : matcher.find();
    }

    private boolean startHasLeft() {
        return carried.length == CARRIED;
    }

    /** Bytes as characters, without a copy. */
    private static final class Latin1 implements CharSequence {
        private final byte[] bytes;
        private final int from;
        private final int to;

        Latin1(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes[from + index] & 0xFF);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Latin1(bytes, from + start, from + end);
        }

        @Override
        public String toString() {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
