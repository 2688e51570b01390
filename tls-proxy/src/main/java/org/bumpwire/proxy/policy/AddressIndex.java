package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bumpwire.config.model.Cidr;
import org.jspecify.annotations.Nullable;

/**
 * Values under blocks of addresses, found with one hash look-up for each prefix length in use, however many blocks
 * there are.
 */
final class AddressIndex<V> {
    private final Map<Block, List<Entry<V>>> blocks = new HashMap<>();
    private final TreeSet<Integer> lengths4 = new TreeSet<>();
    private final TreeSet<Integer> lengths6 = new TreeSet<>();
    private int size;

    /** The blocks by their own text. */
    static AddressIndex<String> of(List<Cidr> cidrs) {
        AddressIndex<String> index = new AddressIndex<>();
        cidrs.forEach(cidr -> index.add(cidr, cidr.toString()));
        return index;
    }

    void add(Cidr cidr, V value) {
        byte[] network = cidr.network().getAddress();
        (network.length == 4 ? lengths4 : lengths6).add(cidr.prefixLength());
        blocks.computeIfAbsent(Block.around(network, cidr.prefixLength()), b -> new ArrayList<>())
                .add(new Entry<>(size++, value));
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The value that was added first under a block that an address is in. */
    Optional<V> first(InetAddress address) {
        return first(address, value -> true);
    }

    /** The same among the values that satisfy a condition. */
    Optional<V> first(InetAddress address, Predicate<V> condition) {
        if (size == 0) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        Entry<V> found = null;
        for (int length : bytes.length == 4 ? lengths4 : lengths6) {
            for (Entry<V> entry : blocks.getOrDefault(Block.around(bytes, length), List.of())) {
                if (found != null && entry.order > found.order) {
                    break;
                }
                if (condition.test(entry.value)) {
                    found = entry;
                    break;
                }
            }
        }
        return found == null ? Optional.empty() : Optional.of(found.value);
    }

    /** Every value under a block that an address is in. */
    List<V> all(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<V> found = new ArrayList<>();
        for (int length : bytes.length == 4 ? lengths4 : lengths6) {
            for (Entry<V> entry : blocks.getOrDefault(Block.around(bytes, length), List.of())) {
                found.add(entry.value);
            }
        }
        return found;
    }

    private record Entry<V>(int order, V value) {}

    /** An address with the bits behind the prefix cleared. */
    private record Block(int width, int length, long high, long low) {
        // What makes these of a record goes through method handles, which the quick compiler of the JVM leaves slow.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Block that
                    && width == that.width
                    && length == that.length
                    && high == that.high
                    && low == that.low;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(high * 31 + low) * 31 + length;
        }

        static Block around(byte[] address, int length) {
            long high = bits(address, 0) & mask(length);
            long low = bits(address, 8) & mask(length - 64);
            return new Block(address.length, length, high, low);
        }

        private static long bits(byte[] address, int from) {
            long bits = 0;
            for (int i = from; i < from + 8; i++) {
                bits = bits << 8 | (i < address.length ? address[i] & 0xFF : 0);
            }
            return bits;
        }

        private static long mask(int length) {
            if (length <= 0) {
                return 0;
            }
            return length >= 64 ? -1L : -1L << (64 - length);
        }
    }
}
