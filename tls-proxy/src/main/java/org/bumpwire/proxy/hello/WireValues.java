package org.bumpwire.proxy.hello;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/** Two-byte values of TLS in two bytes each: a flow keeps its ClientHello as long as it is open. */
final class WireValues extends AbstractList<Integer> implements RandomAccess {
    private final char[] values;

    private WireValues(char[] values) {
        this.values = values;
    }

    static WireValues copyOf(Collection<Integer> values) {
        if (values instanceof WireValues same) {
            return same;
        }
        char[] copy = new char[values.size()];
        int size = 0;
        for (int value : values) {
            copy[size++] = (char) value;
        }
        return new WireValues(copy);
    }

    /** The first values of an array that the caller forgets. */
    static WireValues of(char[] values, int size) {
        return new WireValues(size == values.length ? values : Arrays.copyOf(values, size));
    }

    @Override
    public Integer get(int index) {
        return (int) values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean contains(Object value) {
        if (value instanceof Integer wanted) {
            for (char one : values) {
                if (one == wanted) {
                    return true;
                }
            }
        }
        return false;
    }
}
