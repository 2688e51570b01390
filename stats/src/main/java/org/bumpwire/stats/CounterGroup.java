package org.bumpwire.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Readings that belong together and are shown under one name; each is declared once, in the order in which operators
 * see them.
 *
 * <p>A module that counts extends this class and holds its counters in public final fields. The shell, the metrics
 * endpoint and the tests read the same declaration.
 */
public abstract class CounterGroup {
    private final String name;
    private final String help;
    private final List<Reading> readings = new ArrayList<>();

    protected CounterGroup(String name, String help) {
        this.name = name;
        this.help = help;
    }

    public final String name() {
        return name;
    }

    public final String help() {
        return help;
    }

    public final List<Reading> readings() {
        return List.copyOf(readings);
    }

    public final Optional<Reading> reading(String readingName) {
        return readings.stream().filter(r -> r.name().equals(readingName)).findFirst();
    }

    /** Clears every counter and peak; gauges keep their value, and totals what is still under way. */
    public void clear() {
        readings.forEach(Reading::clear);
    }

    protected final Counter counter(String counterName, String counterHelp) {
        return declared(new Counter(counterName, counterHelp));
    }

    protected final Gauge gauge(String gaugeName, String gaugeHelp) {
        return declared(new Gauge(gaugeName, gaugeHelp));
    }

    protected final Reading peak(Gauge gauge, String peakName, String peakHelp) {
        return declared(gauge.peak(peakName, peakHelp));
    }

    /** A value that something else keeps, such as a configured limit. */
    protected final Reading derived(String derivedName, String derivedHelp, LongSupplier value) {
        return declared(new Derived(derivedName, derivedHelp, value));
    }

    /**
     * Declares that everything counted by one of the parts is, or was before, counted by the total as well: outcomes
     * and the total of what began, reasons and the outcome that they explain.
     *
     * <p>A clear then takes from the total just what it takes from its parts. So {@code total = parts + still under
     * way} holds after a clear as it did before, whatever is counted meanwhile, and no counting thread waits for it.
     */
    protected final void addUp(Counter total, Counter... parts) {
        total.addUp(List.of(parts));
    }

    private <R extends Reading> R declared(R reading) {
        if (reading(reading.name()).isPresent()) {
            throw new IllegalStateException("Counter '%s' is declared twice in %s".formatted(reading.name(), name));
        }
        readings.add(reading);
        return reading;
    }

    private record Derived(String name, String help, LongSupplier source) implements Reading {
        @Override
        public Kind kind() {
            return Kind.GAUGE;
        }

        @Override
        public long value() {
            return source.getAsLong();
        }

        @Override
        public void clear() {
            // Its owner keeps it.
        }
    }
}
