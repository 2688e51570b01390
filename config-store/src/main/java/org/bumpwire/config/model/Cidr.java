package org.bumpwire.config.model;

import java.net.InetAddress;

/** A block of IP addresses: a network and how many leading bits its members share with it. */
public record Cidr(InetAddress network, int prefixLength) {
    public Cidr {
        int width = network.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > width) {
            throw new IllegalArgumentException("Prefix length %d must be 0 to %d".formatted(prefixLength, width));
        }
    }

    /** False for an address of the other IP version. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefixLength / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefixLength % 8;
        return rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xFF) >> (8 - rest) == 0;
    }

    /** Whether every address of the other is one of this. */
    public boolean covers(Cidr other) {
        return prefixLength <= other.prefixLength && contains(other.network);
    }

    public boolean overlaps(Cidr other) {
        return covers(other) || other.covers(this);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }
}
