package org.bumpwire.stats;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to count one event, alone and beside another event loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CounterBenchmark {
    private final Group group = new Group();

    @Benchmark
    public void increment() {
        group.counted.increment();
    }

    @Benchmark
    @Threads(2)
    public void incrementOnTwoThreads() {
        group.counted.increment();
    }

    @Benchmark
    public void moveGauge() {
        group.open.increment();
        group.open.decrement();
    }

    private static final class Group extends CounterGroup {
        private final Counter counted = counter("counted", "Events that were counted");
        private final Gauge open = gauge("open", "Things that are open");

        Group() {
            super("benchmark", "Readings of the benchmark");
        }
    }
}
