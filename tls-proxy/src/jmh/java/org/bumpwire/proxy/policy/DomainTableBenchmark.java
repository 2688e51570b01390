package org.bumpwire.proxy.policy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bumpwire.config.model.DomainPattern;
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

/** What it costs to ask whether a site is exempt, and what a domain takes in memory, as the domains grow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DomainTableBenchmark {
    @Param({"1", "1000", "1000000"})
    private int domains;

    private List<DomainPattern> patterns = List.of();
    private DomainTable table = DomainTable.EMPTY;
    private int next;
    private String[] hits = {};
    private String[] misses = {};

    @Setup
    public void fill() {
        patterns = IntStream.range(0, domains)
                .mapToObj(i -> new DomainPattern("site%d.example%d.com".formatted(i, i % 1_000), i % 2 == 0))
                .toList();
        long before = used();
        table = new DomainTable(patterns);
        System.out.printf("%n%.1f bytes a domain beside its name%n", (used() - before) / (double) domains);
        // Many names, so that what is measured is memory and not the processor's cache.
        hits = patterns.stream()
                .limit(1 << 16)
                .map(p -> (p.subdomains() ? "www.mail." : "") + p.domain())
                .toArray(String[]::new);
        misses = IntStream.range(0, 1 << 16)
                .mapToObj(i -> "www.mail.shop%d.example.org".formatted(i))
                .toArray(String[]::new);
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Benchmark
    public Optional<String> hit() {
        return table.find(hits[Math.floorMod(next++, hits.length)]);
    }

    @Benchmark
    public Optional<String> miss() {
        return table.find(misses[Math.floorMod(next++, misses.length)]);
    }
}
