package org.bumpwire.proxy.inspect;

/** The first line of a request, as RFC 9112, section 3, has it, with bounds: {@code METHOD target HTTP/1.x}. */
final class RequestLine {
    private static final int MAX_METHOD = 32;
    private static final String VERSION = "HTTP/1.";

    private RequestLine() {}

    static boolean isIn(LineReader line) {
        int method = line.indexOf(' ', 0);
        if (method < 1 || method > MAX_METHOD || !isMethod(line, method)) {
            return false;
        }
        int target = line.indexOf(' ', method + 1);
        return target > method + 1 && isTarget(line, method + 1, target) && isVersion(line, target + 1);
    }

    private static boolean isMethod(LineReader line, int end) {
        for (int i = 0; i < end; i++) {
            int octet = line.at(i);
            if ((octet < 'A' || octet > 'Z') && (octet != '-' || i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTarget(LineReader line, int from, int end) {
        for (int i = from; i < end; i++) {
            int octet = line.at(i);
            if (octet >= '\t' && octet <= '\r') {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion(LineReader line, int from) {
        if (line.size() != from + VERSION.length() + 1 || !line.holds(VERSION, from)) {
            return false;
        }
        int minor = line.at(from + VERSION.length());
        return minor == '0' || minor == '1';
    }
}
