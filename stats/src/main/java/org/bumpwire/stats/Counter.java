package org.bumpwire.stats;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A number that only grows until an operator clears it; any thread may count. */
public final class Counter implements Reading {
    private final String name;
    private final String help;
    private final LongAdder count = new LongAdder();
    private volatile long clearedAt;
    private volatile List<Counter> parts = List.of();

    Counter(String name, String help) {
        this.name = name;
        this.help = help;
    }

    public void increment() {
        count.increment();
    }

    public void add(long amount) {
        count.add(amount);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public Kind kind() {
        return Kind.COUNTER;
    }

    @Override
    public long value() {
        return count.sum() - forgotten();
    }

    /**
     * Starts again from zero without losing a count that is being added at this moment; a total forgets only with its
     * parts.
     */
    @Override
    public void clear() {
        clearedAt = count.sum();
    }

    /** Makes this the total of others: from now on it forgets exactly what they forget. */
    void addUp(List<Counter> counted) {
        parts = List.copyOf(counted);
    }

    private long forgotten() {
        List<Counter> counted = parts;
        if (counted.isEmpty()) {
            return clearedAt;
        }
        long sum = 0;
        for (Counter part : counted) {
            sum += part.forgotten();
        }
        return sum;
    }
}
