package org.bumpwire.config.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** What it costs to ask whether a site is in a category, with the compiler that the device uses. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DomainListBenchmark {
    private static final int ASKED = 1 << 16;

    @Param({"1000", "1000000"})
    private int domains;

    private DomainList list = new DomainList("", new byte[0]);
    private String[] hits = {};
    private String[] misses = {};
    private int next;

    @Setup
    public void fill() {
        String[] patterns = IntStream.range(0, domains)
                .mapToObj(i -> (i % 2 == 0 ? "*." : "") + "site%d.example%d.com".formatted(i, i % 1_000))
                .toArray(String[]::new);
        byte[] text = Arrays.stream(patterns)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(US_ASCII);
        list = new DomainList("", text);
        System.out.printf(
                "%n%.1f bytes a domain, %d of them its text%n",
                list.memory() / (double) domains, text.length / domains);
        // Far apart from each other, so that what is measured is memory and not the processor's cache.
        hits = IntStream.range(0, ASKED)
                .mapToObj(i -> patterns[(int) (i * 7_919L % domains)])
                .map(p -> p.startsWith("*") ? "www.mail" + p.substring(1) : p)
                .toArray(String[]::new);
        misses = IntStream.range(0, ASKED)
                .mapToObj(i -> "www.mail.shop%d.example%d.com".formatted(i, i % 1_000))
                .toArray(String[]::new);
    }

    @Benchmark
    public Optional<DomainPattern> hit() {
        return list.find(hits[next++ & (ASKED - 1)]);
    }

    @Benchmark
    public Optional<DomainPattern> miss() {
        return list.find(misses[next++ & (ASKED - 1)]);
    }
}
