package org.bumpwire.proxy.accept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.proxy.accept.RequestAnswer.Result;

/** HTTP's CONNECT, RFC 9110, section 9.3.6; header fields are skipped, their length is bounded. */
final class HttpConnect implements RequestProtocol {
    /** Longest request in bytes, with all header fields. */
    static final int MAX_REQUEST = 16_384;

    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S{1,2000}) HTTP/1\\.[01]");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]{1,255})):([0-9]{1,5})");

    private int scanned;

    @Override
    public Optional<ProxyRequest> read(ByteBuf in, StringBuilder reply) throws RequestException {
        int end = endOfHead(in);
        if (end < 0) {
            if (in.readableBytes() > MAX_REQUEST) {
                throw failure(
                        "Request has more than %d bytes".formatted(MAX_REQUEST), "431 Request Header Fields Too Large");
            }
            return Optional.empty();
        }
        String head = in.readCharSequence(end - in.readerIndex(), ISO_8859_1).toString();
        return Optional.of(parse(head.lines().findFirst().orElse("")));
    }

    /** Index behind the empty line, or -1; goes on where the last call stopped. */
    private int endOfHead(ByteBuf in) {
        int from = in.readerIndex() + Math.max(0, scanned - 3);
        int limit = in.readerIndex() + Math.min(in.readableBytes(), MAX_REQUEST);
        for (int i = from; i < limit; i++) {
            if (in.getByte(i) != '\n') {
                continue;
            }
            boolean bare = i > in.readerIndex() && in.getByte(i - 1) == '\n';
            boolean full = i > in.readerIndex() + 1 && in.getByte(i - 1) == '\r' && in.getByte(i - 2) == '\n';
            if (bare || full) {
                return i + 1;
            }
        }
        scanned = limit - in.readerIndex();
        return -1;
    }

    private static ProxyRequest parse(String requestLine) throws RequestException {
        Matcher line = REQUEST_LINE.matcher(requestLine);
        if (!line.matches()) {
            throw failure("Request line is not of HTTP/1.x", "400 Bad Request");
        }
        if (!line.group(1).equals("CONNECT")) {
            throw failure("Method must be CONNECT, got " + line.group(1), "405 Method Not Allowed\r\nAllow: CONNECT");
        }
        Matcher authority = AUTHORITY.matcher(line.group(2));
        if (!authority.matches()) {
            throw failure("CONNECT needs HOST:PORT", "400 Bad Request");
        }
        int port = Integer.parseInt(authority.group(3));
        if (port < 1 || port > 65_535) {
            throw failure("Port must be 1 to 65535, got " + port, "400 Bad Request");
        }
        String ipv6 = authority.group(1);
        return new ProxyRequest(ipv6 == null ? authority.group(2) : ipv6, port);
    }

    @Override
    public String answer(Result result) {
        return switch (result) {
            case ESTABLISHED -> "HTTP/1.1 200 Connection established\r\n\r\n";
            case NAME_NOT_RESOLVED, REFUSED, UNREACHABLE -> response("502 Bad Gateway");
            case TIMED_OUT -> response("504 Gateway Timeout");
            case FORBIDDEN -> response("403 Forbidden");
        };
    }

    @Override
    public String tooLate() {
        return response("408 Request Timeout");
    }

    private static RequestException failure(String message, String status) {
        return new RequestException(message, response(status));
    }

    private static String response(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }
}
