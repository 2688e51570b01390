package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;

/** Reads an HTTP/1.1 connection's responses up to the status of the first final one (RFC 9110, section 15). */
final class StatusReader {
    private static final int MAX_INTERIM = 65_536;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_STATUS = 0;

    /** Where the code stands, behind the version and a space. */
    private static final int CODE = LineReader.VERSION_LENGTH + 1;

    private static final int CODE_DIGITS = 3;

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
                take();
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

    private void take() {
        if (state == State.INTERIM_HEADERS) {
            state = lines.isEmpty() ? State.STATUS_LINE : State.INTERIM_HEADERS;
            return;
        }
        int code = code(lines);
        if (code == NO_STATUS) {
            state = State.STOPPED;
        } else if (code >= 200 || code == SWITCHING_PROTOCOLS) {
            status = code;
            state = State.STOPPED;
        } else {
            state = State.INTERIM_HEADERS;
        }
    }

    /** The code of a status line (RFC 9112, section 4); none where it is something else. */
    private static int code(LineReader line) {
        int end = CODE + CODE_DIGITS;
        if (line.size() < end || !line.holdsVersion(0) || line.at(CODE - 1) != ' ') {
            return NO_STATUS;
        }
        boolean reasonFits = line.size() == end || (line.at(end) == ' ' && line.indexOf('\r', end) < 0);
        if (!reasonFits) {
            return NO_STATUS;
        }
        int code = 0;
        for (int i = CODE; i < end; i++) {
            int digit = line.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_STATUS;
            }
            code = code * 10 + digit;
        }
        return code >= 100 && code < 600 ? code : NO_STATUS;
    }
}
