package org.bumpwire.config.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;

/**
 * Domain patterns, of which there may be a million: each takes its own text and 18 to 36 bytes beside it, and a look-up
 * asks one hash table once a label.
 */
public final class DomainList {
    private static final int WILDCARD = 2;

    private final String id;
    private final byte[] text;
    /**
     * Open addressing, at most half full: in the upper half a hash, so that other text is seldom looked at, and in the lower
     * where in the text its pattern begins, plus one; 0 for none.
     */
    private final long[] slots;
    /** A bit for the first bits of each hash: it fits the processor's cache and answers most look-ups that find nothing. */
    private final long[] filter;

    private final int size;

    /**
     * @param id names the content: lists with one id are equal
     * @param text patterns in ASCII and lower case as {@link DomainPattern} prints them, each once and ended by a new line
     */
    public DomainList(String id, byte[] text) {
        this.id = id;
        this.text = text.clone();
        this.size = lines(text);
        this.slots = new long[Math.max(8, Integer.highestOneBit(size) * 4)];
        this.filter = new long[slots.length / 8];
        for (int start = 0; start < text.length; ) {
            start = add(start);
        }
    }

    public String id() {
        return id;
    }

    /** How many patterns it has. */
    public int size() {
        return size;
    }

    /** The bytes of memory that it takes, but for a few. */
    public long memory() {
        return text.length + 8L * (slots.length + filter.length);
    }

    /** The most specific pattern for a host name in lower case and without a trailing dot. */
    public Optional<DomainPattern> find(String hostName) {
        byte[] name = hostName.getBytes(US_ASCII);
        // Hashed from the right, where one label more goes on with the hash of what is behind it.
        int hash = 0;
        int parent = -1;
        for (int i = name.length - 1; i >= 0; i--) {
            byte c = name[i];
            if (c == '.' && has(name, i + 1, hash, true)) {
                parent = i + 1;
            }
            hash = 31 * hash + c;
        }
        if (has(name, 0, hash, false)) {
            return Optional.of(new DomainPattern(hostName, false));
        }
        // A leading dot would make an empty label; such a name is below nothing.
        return parent < 0 || hostName.startsWith(".")
                ? Optional.empty()
                : Optional.of(new DomainPattern(hostName.substring(parent), true));
    }

    private int add(int start) {
        int end = start;
        while (text[end] != '\n') {
            end++;
        }
        int hash = 0;
        for (int i = end - 1; i >= domain(start); i--) {
            hash = 31 * hash + text[i];
        }
        int mixed = mixed(hash, isWildcard(start));
        int slot = firstSlot(mixed);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = (long) mixed << Integer.SIZE | (start + 1);
        int bit = filterBit(mixed);
        filter[bit >> 6] |= 1L << bit;
        return end + 1;
    }

    private boolean has(byte[] name, int from, int hash, boolean subdomains) {
        int mixed = mixed(hash, subdomains);
        int bit = filterBit(mixed);
        if ((filter[bit >> 6] & 1L << bit) == 0) {
            return false;
        }
        for (int slot = firstSlot(mixed); ; slot = next(slot)) {
            long entry = slots[slot];
            if (entry == 0) {
                return false;
            }
            if ((int) (entry >> Integer.SIZE) == mixed) {
                int start = (int) entry - 1;
                if (isWildcard(start) == subdomains && equal(name, from, domain(start))) {
                    return true;
                }
            }
        }
    }

    private boolean equal(byte[] name, int from, int start) {
        int end = start + name.length - from;
        return end < text.length && text[end] == '\n' && Arrays.equals(name, from, name.length, text, start, end);
    }

    private boolean isWildcard(int start) {
        return text[start] == '*';
    }

    private int domain(int start) {
        return isWildcard(start) ? start + WILDCARD : start;
    }

    /** Like names have like hashes; the multiplication (by the golden ratio) spreads them. */
    private static int mixed(int hash, boolean subdomains) {
        return (subdomains ? ~hash : hash) * 0x9E3779B9;
    }

    private int firstSlot(int mixed) {
        return mixed >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    private int filterBit(int mixed) {
        return mixed >>> Integer.numberOfLeadingZeros(filter.length * Long.SIZE - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private static int lines(byte[] text) {
        int lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainList list && id.equals(list.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The patterns, one a line. */
    public String text() {
        return new String(text, US_ASCII);
    }

    @Override
    public String toString() {
        return "%d domains".formatted(size);
    }
}
