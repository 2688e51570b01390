package org.bumpwire.proxy.hello;

import java.util.stream.LongStream;

/**
 * How many mutated hellos are tried, and which: {@code -Dbumpwire.mutations} for more of them, and {@code
 * -Dbumpwire.mutation-seed} for others or, with one mutation, for a single seed.
 */
public final class Mutations {
    private Mutations() {}

    /** Seeds that follow each other, as many as are asked for or else {@code usual}. */
    public static LongStream seeds(long usual) {
        long first = Long.getLong("bumpwire.mutation-seed", 0);
        return LongStream.range(first, first + count(usual));
    }

    public static long count(long usual) {
        return Long.getLong("bumpwire.mutations", usual);
    }
}
