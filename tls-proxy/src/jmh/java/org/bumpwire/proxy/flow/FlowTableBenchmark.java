package org.bumpwire.proxy.flow;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.bumpwire.proxy.policy.SampleConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to open a flow and to close the oldest, as those that stay open grow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowTableBenchmark {
    @Param({"1", "100", "10000"})
    private int flows;

    private final InetSocketAddress source = new InetSocketAddress(SampleConfig.address("10.1.2.3"), 50_000);
    private final FlowTable table = new FlowTable(Clock.systemUTC());
    private final Deque<Flow> open = new ArrayDeque<>();

    @Setup
    public void open() {
        for (int i = 0; i < flows; i++) {
            open.add(table.open("LAN", source, 1));
        }
    }

    @Benchmark
    public Flow openAndClose() {
        open.add(table.open("LAN", source, 1));
        Flow oldest = open.remove();
        table.close(oldest);
        return oldest;
    }
}
