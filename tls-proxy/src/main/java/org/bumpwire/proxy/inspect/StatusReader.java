package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an HTTP/1.1 connection's responses up to the status of the first final one (RFC 9110, section 15). */
final class StatusReader {
    private static final int MAX_INTERIM = 65_536;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final LineReader lines = new LineReader();
    private State state = State.STATUS_LINE;
    private int bytes;
    private int status;

    private enum State {
        STATUS_LINE,
        INTERIM_HEADERS,
        STOPPED
    }

    /** Reads a chunk of the stream and answers whether the status has become known. */
    boolean read(ByteBuf stream) {
        int position = stream.readerIndex();
        while (position < stream.writerIndex() && state != State.STOPPED) {
            position = lines.read(stream, position);
            if (lines.ended()) {
                bytes += lines.length();
                take(lines.line());
            }
            if (status != 0) {
                return true;
            }
            if (lines.tooLong() || bytes > MAX_INTERIM) {
                state = State.STOPPED;
            }
        }
        return false;
    }

    /** 0 until it is known. */
    int status() {
        return status;
    }

    boolean switchedProtocols() {
        return status == SWITCHING_PROTOCOLS;
    }

    private void take(String line) {
        if (state == State.INTERIM_HEADERS) {
            state = line.isEmpty() ? State.STATUS_LINE : State.INTERIM_HEADERS;
            return;
        }
        Matcher match = STATUS_LINE.matcher(line);
        if (!match.matches()) {
            state = State.STOPPED;
            return;
        }
        int code = Integer.parseInt(match.group(1));
        if (code >= 200 || code == SWITCHING_PROTOCOLS) {
            status = code;
            state = State.STOPPED;
        } else {
            state = State.INTERIM_HEADERS;
        }
    }
}
