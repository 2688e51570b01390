package org.bumpwire.proxy.hello;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import org.bumpwire.proxy.hello.HelloException.Fault;

/**
 * Collects one connection's ClientHello from TLS records, however they and the TCP segments cut it, and reads it.
 *
 * <p>What it keeps is bounded by {@link #MAX_LENGTH}; each byte is looked at once, so that a client gains nothing by
 * sending one at a time.
 */
public final class ClientHelloParser {
    /** Longest ClientHello in bytes that is taken; post-quantum key shares need 2 KiB, hello fuzzers everything. */
    public static final int MAX_LENGTH = 65_536;

    private static final int RECORD_HEADER = 5;
    private static final int MAX_FRAGMENT = 16_384;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int TYPE_HANDSHAKE = 22;
    private static final int TYPE_CLIENT_HELLO = 1;

    private byte[] message = {};
    private int length;
    private int records;
    private int scanned;

    /**
     * Answers the ClientHello once it is whole. Neither index of the buffer moves; it must hold the connection from its
     * first byte on, and all that it held at the last call.
     */
    public Optional<ClientHello> peek(ByteBuf in) throws HelloException {
        while (!isWhole()) {
            int start = in.readerIndex() + scanned;
            int available = in.writerIndex() - start;
            checkRecordHeader(in, start, available);
            if (available < RECORD_HEADER) {
                return Optional.empty();
            }
            int fragment = in.getUnsignedShort(start + 3);
            if (available < RECORD_HEADER + fragment) {
                return Optional.empty();
            }
            append(in, start + RECORD_HEADER, fragment);
            scanned += RECORD_HEADER + fragment;
        }
        return Optional.of(HelloBody.parse(message, HANDSHAKE_HEADER, HANDSHAKE_HEADER + bodyLength(), records > 1));
    }

    /** Judges what is there of the header, since a peer that speaks something else may wait for us to speak first. */
    private void checkRecordHeader(ByteBuf in, int start, int available) throws HelloException {
        if (available < 1) {
            return;
        }
        int type = in.getUnsignedByte(start);
        if (type != TYPE_HANDSHAKE) {
            throw records == 0
                    ? new HelloException(Fault.NOT_TLS, notTls(in, start, available))
                    : new HelloException(
                            Fault.MALFORMED, "Expected a handshake record (22) inside the ClientHello, got " + type);
        }
        if (available >= 2 && in.getUnsignedByte(start + 1) != 3) {
            throw new HelloException(
                    records == 0 ? Fault.NOT_TLS : Fault.MALFORMED,
                    "Expected a TLS record of version 3.x, got " + in.getUnsignedByte(start + 1));
        }
        if (available >= RECORD_HEADER) {
            int fragment = in.getUnsignedShort(start + 3);
            if (fragment == 0 || fragment > MAX_FRAGMENT) {
                throw new HelloException(
                        Fault.MALFORMED,
                        "Handshake record must have 1 to %d bytes, got %d".formatted(MAX_FRAGMENT, fragment));
            }
        }
    }

    private static String notTls(ByteBuf in, int start, int available) {
        int first = in.getUnsignedByte(start);
        if (first >= 0x80 && available >= 3 && in.getUnsignedByte(start + 2) == TYPE_CLIENT_HELLO) {
            return "Got a ClientHello in the form of SSL 2, which is not supported";
        }
        String text = in.toString(start, Math.min(available, 4), US_ASCII);
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return "Expected a TLS handshake record (22), got text";
        }
        return "Expected a TLS handshake record (22), got " + first;
    }

    private void append(ByteBuf in, int index, int fragment) throws HelloException {
        // Nothing longer than a hello is kept, even where its last record goes on with something else.
        int room = MAX_LENGTH + HANDSHAKE_HEADER - length;
        int taken = Math.min(fragment, room);
        if (length + taken > message.length) {
            message = Arrays.copyOf(
                    message, Math.min(Math.max(message.length * 2, length + taken), MAX_LENGTH + HANDSHAKE_HEADER));
        }
        in.getBytes(index, message, length, taken);
        length += taken;
        records++;
        if (message[0] != TYPE_CLIENT_HELLO) {
            throw new HelloException(
                    Fault.MALFORMED, "Expected a ClientHello (1) as the first message, got " + (message[0] & 0xFF));
        }
        if (length >= HANDSHAKE_HEADER && bodyLength() > MAX_LENGTH) {
            throw new HelloException(
                    Fault.TOO_LARGE,
                    "ClientHello must not exceed %d bytes, got %d".formatted(MAX_LENGTH, bodyLength()));
        }
    }

    private boolean isWhole() {
        return length >= HANDSHAKE_HEADER && length >= HANDSHAKE_HEADER + bodyLength();
    }

    private int bodyLength() {
        return (message[1] & 0xFF) << 16 | (message[2] & 0xFF) << 8 | (message[3] & 0xFF);
    }
}
