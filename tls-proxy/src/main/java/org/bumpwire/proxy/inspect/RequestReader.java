package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * Follows the requests of an HTTP/1.1 connection from head to head over bodies of known length and in chunks (RFC
 * 9112, sections 3, 6 and 7); gives up for good at anything else.
 */
final class RequestReader {
    private static final int MAX_HEAD = 65_536;

    private final LineReader lines = new LineReader();
    private State state = State.REQUEST_LINE;
    private long toSkip;
    private int headBytes;
    private boolean chunked;
    private boolean tunnel;
    private String firstRequestLine = "";
    private String firstHost = "";
    private int count;

    private enum State {
        REQUEST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        STOPPED
    }

    /** Reads a chunk of the stream and answers whether there is news about requests. */
    boolean read(ByteBuf stream) {
        int countBefore = count;
        String hostBefore = firstHost;
        int position = stream.readerIndex();
        while (position < stream.writerIndex() && state != State.STOPPED) {
            position = switch (state) {
                case BODY, CHUNK -> skip(stream, position);
                default -> readLine(stream, position);
            };
        }
        return count != countBefore || !firstHost.equals(hostBefore);
    }

    void stop() {
        state = State.STOPPED;
    }

    String firstRequestLine() {
        return firstRequestLine;
    }

    String firstHost() {
        return firstHost;
    }

    int count() {
        return count;
    }

    private int skip(ByteBuf stream, int position) {
        long skipped = Math.min(toSkip, stream.writerIndex() - position);
        toSkip -= skipped;
        if (toSkip == 0) {
            state = state == State.CHUNK ? State.CHUNK_END : State.REQUEST_LINE;
        }
        return position + (int) skipped;
    }

    private int readLine(ByteBuf stream, int position) {
        int next = lines.read(stream, position);
        if (lines.ended()) {
            headBytes += lines.length();
            take();
        }
        if (lines.tooLong() || headBytes > MAX_HEAD) {
            stop();
        }
        return next;
    }

    private void take() {
        switch (state) {
            case REQUEST_LINE -> takeRequestLine();
            case HEADERS -> takeHeader();
            case CHUNK_SIZE -> takeChunkSize(lines.line());
            case CHUNK_END -> state = lines.isEmpty() ? State.CHUNK_SIZE : State.STOPPED;
            case TRAILERS -> state = lines.isEmpty() ? State.REQUEST_LINE : State.TRAILERS;
            default -> throw new IllegalStateException("No line is expected in state " + state);
        }
    }

    private void takeRequestLine() {
        headBytes = lines.size();
        toSkip = 0;
        chunked = false;
        if (lines.isEmpty()) {
            // Some clients end a body with a line end too many (RFC 9112, section 2.2).
            return;
        }
        if (!RequestLine.isIn(lines)) {
            stop();
            return;
        }
        tunnel = lines.isNamed("connect", lines.indexOf(' ', 0));
        if (count++ == 0) {
            firstRequestLine = lines.line();
        }
        state = State.HEADERS;
    }

    private void takeHeader() {
        if (lines.isEmpty()) {
            state = stateAfterHead();
            return;
        }
        int colon = lines.indexOf(':', 0);
        if (colon <= 0) {
            stop();
        } else if (count == 1 && lines.isNamed("host", colon)) {
            firstHost = value(colon);
        } else if (lines.isNamed("transfer-encoding", colon)) {
            chunked = value(colon).toLowerCase(Locale.ROOT).endsWith("chunked");
        } else if (lines.isNamed("content-length", colon)) {
            takeLength(value(colon), 10);
        }
    }

    private String value(int colon) {
        return lines.text(colon + 1).strip();
    }

    private State stateAfterHead() {
        if (tunnel) {
            return State.STOPPED;
        }
        if (chunked) {
            return State.CHUNK_SIZE;
        }
        return toSkip > 0 ? State.BODY : State.REQUEST_LINE;
    }

    private void takeChunkSize(String line) {
        int extension = line.indexOf(';');
        takeLength((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
        headBytes = 0;
        if (state != State.STOPPED) {
            state = toSkip > 0 ? State.CHUNK : State.TRAILERS;
        }
    }

    private void takeLength(String digits, int radix) {
        try {
            toSkip = Long.parseUnsignedLong(digits, radix);
        } catch (NumberFormatException e) {
            toSkip = -1;
        }
        if (toSkip < 0) {
            stop();
        }
    }
}
