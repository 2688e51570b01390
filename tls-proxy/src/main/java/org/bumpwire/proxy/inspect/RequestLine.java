package org.bumpwire.proxy.inspect;

/** The first line of a request, as RFC 9112, section 3, has it, with bounds: {@code METHOD target HTTP/1.x}. */
final class RequestLine {
    private static final int MAX_METHOD = 32;

    private RequestLine() {}

    static boolean isIn(LineReader line) {
        int method = line.indexOf(' ', 0);
        if (method < 1 || method > MAX_METHOD || !isMethod(line, method)) {
            return false;
        }
        int target = line.indexOf(' ', method + 1);
        return target > method + 1
                && isTarget(line, method + 1, target)
                && line.size() == target + 1 + LineReader.VERSION_LENGTH
                && line.holdsVersion(target + 1);
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
}
