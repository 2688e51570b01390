package org.bumpwire.proxy.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bumpwire.proxy.accept.RequestAnswer.Result;

/** SOCKS 5 without authentication, RFC 1928: its CONNECT and no other command. */
final class Socks5 implements RequestProtocol {
    static final int VERSION = 5;

    private static final int NO_AUTHENTICATION = 0;
    private static final int COMMAND_CONNECT = 1;
    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_NAME = 3;
    private static final int ADDRESS_IPV6 = 4;
    private static final char SUCCEEDED = 0;
    private static final char GENERAL_FAILURE = 1;
    private static final char NOT_ALLOWED = 2;
    private static final char HOST_UNREACHABLE = 4;
    private static final char CONNECTION_REFUSED = 5;
    private static final char TTL_EXPIRED = 6;
    private static final char COMMAND_NOT_SUPPORTED = 7;
    private static final char ADDRESS_NOT_SUPPORTED = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    private boolean greeted;

    @Override
    public Optional<ProxyRequest> read(ByteBuf in, StringBuilder reply) throws RequestException {
        if (!greeted && !greet(in, reply)) {
            return Optional.empty();
        }
        return request(in);
    }

    private boolean greet(ByteBuf in, StringBuilder reply) throws RequestException {
        if (in.readableBytes() < 2 || in.readableBytes() < 2 + in.getUnsignedByte(in.readerIndex() + 1)) {
            return false;
        }
        in.skipBytes(1);
        int methods = in.readUnsignedByte();
        boolean acceptable = in.bytesBefore(methods, (byte) NO_AUTHENTICATION) >= 0;
        in.skipBytes(methods);
        if (!acceptable) {
            throw new RequestException("Client insists on authentication", "\u0005\u00ff");
        }
        reply.append("\u0005\u0000");
        greeted = true;
        return true;
    }

    private static Optional<ProxyRequest> request(ByteBuf in) throws RequestException {
        int start = in.readerIndex();
        if (in.readableBytes() < 5) {
            return Optional.empty();
        }
        if (in.getUnsignedByte(start) != VERSION) {
            throw failure("Request must be of SOCKS 5", GENERAL_FAILURE);
        }
        if (in.getUnsignedByte(start + 1) != COMMAND_CONNECT) {
            throw failure("Command must be CONNECT, got " + in.getUnsignedByte(start + 1), COMMAND_NOT_SUPPORTED);
        }
        int type = in.getUnsignedByte(start + 3);
        int addressLength = switch (type) {
            case ADDRESS_IPV4 -> 4;
            case ADDRESS_IPV6 -> 16;
            case ADDRESS_NAME -> 1 + in.getUnsignedByte(start + 4);
            default -> throw failure("Address type %d is unknown".formatted(type), ADDRESS_NOT_SUPPORTED);
        };
        if (in.readableBytes() < 4 + addressLength + 2) {
            return Optional.empty();
        }
        in.skipBytes(4);
        String host = host(in, type, addressLength);
        int port = in.readUnsignedShort();
        if (port == 0) {
            throw failure("Port must be 1 to 65535, got 0", GENERAL_FAILURE);
        }
        return Optional.of(new ProxyRequest(host, port));
    }

    private static String host(ByteBuf in, int type, int addressLength) throws RequestException {
        if (type == ADDRESS_NAME) {
            String name = in.skipBytes(1)
                    .readCharSequence(addressLength - 1, US_ASCII)
                    .toString();
            if (!NAME.matcher(name).matches()) {
                throw failure("Name of the destination is no host name", GENERAL_FAILURE);
            }
            return name;
        }
        byte[] address = new byte[addressLength];
        in.readBytes(address);
        return NetUtil.bytesToIpAddress(address);
    }

    @Override
    public String answer(Result result) {
        return reply(
                switch (result) {
                    case ESTABLISHED -> SUCCEEDED;
                    case NAME_NOT_RESOLVED, UNREACHABLE -> HOST_UNREACHABLE;
                    case REFUSED -> CONNECTION_REFUSED;
                    case TIMED_OUT -> TTL_EXPIRED;
                    case FORBIDDEN -> NOT_ALLOWED;
                });
    }

    @Override
    public String tooLate() {
        return "";
    }

    private static RequestException failure(String message, char code) {
        return new RequestException(message, reply(code));
    }

    private static String reply(char code) {
        return "\u0005" + code + "\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000";
    }
}
