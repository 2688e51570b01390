package org.bumpwire.config.model;

/** TCP ports from {@code first} to {@code last}, both included, 1 to 65535. */
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1 || last > 65_535 || first > last) {
            throw new IllegalArgumentException(
                    "Port range %d-%d must rise and stay within 1 to 65535".formatted(first, last));
        }
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    /** Whether every port of the other is one of this. */
    public boolean covers(PortRange other) {
        return first <= other.first && other.last <= last;
    }

    public boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
