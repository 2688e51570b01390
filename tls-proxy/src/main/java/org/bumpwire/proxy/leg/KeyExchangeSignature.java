package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;

/**
 * Reads along in what a server of TLS 1.2 sends in clear text, for the hash with which it signs its key exchange.
 *
 * <p>The engine offers and accepts SHA-1 there and cannot be told otherwise; RFC 9155 forbids it. In TLS 1.3 the engine
 * does not accept it itself. Keeps no bytes: it knows only where in a record and a message it is.
 */
final class KeyExchangeSignature {
    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int SERVER_HELLO = 2;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int TLS_1_2 = 0x0303;

    /** ServerECDHParams begin with the curve's type and name, then the length of the point (RFC 8422, section 5.4). */
    private static final int POINT_LENGTH_AT = 3;

    private static final int SHA_1 = 2;

    private int recordAt;
    private int recordLength;
    private int messageAt;
    private int messageType;
    private int messageLength;
    private int version;
    private int pointLength;
    private boolean weak;
    private boolean over;

    /** Whether a part of the buffer, or what was read before it, signs with SHA-1 or MD5. */
    boolean isWeak(ByteBuf in, int from, int to) {
        int index = from;
        while (!over && index < to) {
            if (recordAt < RECORD_HEADER) {
                readRecordHeader(in.getUnsignedByte(index++));
            } else {
                int here = Math.min(recordLength, to - index);
                int used = readMessages(in, index, here);
                recordLength -= used;
                index += used;
            }
            if (recordAt == RECORD_HEADER && recordLength == 0) {
                recordAt = 0;
            }
        }
        return weak;
    }

    private void readRecordHeader(int octet) {
        if (recordAt == 0) {
            over = octet != HANDSHAKE;
            recordLength = 0;
        } else if (recordAt >= RECORD_HEADER - 2) {
            recordLength = recordLength << 8 | octet;
        }
        recordAt++;
    }

    /** Goes on by one octet, or to the end of what is of no interest. */
    private int readMessages(ByteBuf in, int index, int available) {
        if (available == 0) {
            return 0;
        }
        int octet = in.getUnsignedByte(index);
        if (messageAt < MESSAGE_HEADER) {
            if (messageAt == 0) {
                messageType = octet;
                messageLength = 0;
                over = octet == SERVER_HELLO_DONE;
            } else {
                messageLength = messageLength << 8 | octet;
            }
            messageAt++;
            endMessage();
            return 1;
        }
        int offset = messageAt - MESSAGE_HEADER;
        int used = isOfInterest(offset) ? 1 : Math.min(available, messageLength - offset);
        if (used == 1) {
            read(offset, octet);
        }
        messageAt += used;
        endMessage();
        return used;
    }

    private boolean isOfInterest(int offset) {
        return switch (messageType) {
            case SERVER_HELLO -> offset < 2;
            case SERVER_KEY_EXCHANGE -> offset <= POINT_LENGTH_AT + pointLength + 1;
            default -> false;
        };
    }

    private void read(int offset, int octet) {
        if (messageType == SERVER_HELLO && offset < 2) {
            version = version << 8 | octet;
        } else if (messageType == SERVER_KEY_EXCHANGE && version == TLS_1_2) {
            if (offset == POINT_LENGTH_AT) {
                pointLength = octet;
            } else if (offset == POINT_LENGTH_AT + pointLength + 1) {
                weak = octet <= SHA_1;
                over = true;
            }
        }
    }

    private void endMessage() {
        if (messageAt >= MESSAGE_HEADER && messageAt - MESSAGE_HEADER >= messageLength) {
            messageAt = 0;
        }
    }
}
