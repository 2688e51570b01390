package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bumpwire.config.model.Profile;
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

/** What it costs to find the last of the policies, however the operator tells them apart. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyTableBenchmark {
    @Param({"1", "10", "100", "1000"})
    private int policies;

    @Param
    private Apart apart = Apart.ADDRESS;

    private PolicyTable table = PolicyTable.compile(new SampleConfig().build());
    private String segment = "";
    private InetAddress source = SampleConfig.address("192.0.2.9");
    private InetSocketAddress destination = new InetSocketAddress(SampleConfig.address("192.0.2.1"), 443);

    /** What differs between one policy and the next. */
    public enum Apart {
        /** Server policies of one profile. */
        ADDRESS,
        /** Server policies of one profile for one address. */
        SERVER_PORT,
        /** Client policies of one profile. */
        CLIENT_PORT,
        /** Virtual segments, each with a profile of its own policy. */
        SEGMENT,
        /** The same by where clients are. */
        SOURCE,
        /** The same by where servers are. */
        DESTINATION
    }

    @Setup
    public void compile() {
        SampleConfig config = new SampleConfig();
        int last = policies - 1;
        switch (apart) {
            case ADDRESS -> {
                config.everything(profile(
                        i -> SampleConfig.profile(List.of(SampleConfig.server("S" + i, block(i), 443)), List.of())));
                destination = new InetSocketAddress(address(last), 443);
            }
            case SERVER_PORT -> {
                config.everything(profile(i ->
                        SampleConfig.profile(List.of(SampleConfig.server("S" + i, block(0), 1_000 + i)), List.of())));
                destination = new InetSocketAddress(address(0), 1_000 + last);
            }
            case CLIENT_PORT -> {
                config.everything(profile(
                        i -> SampleConfig.profile(List.of(), List.of(SampleConfig.client("C" + i, 1_000 + i)))));
                destination = new InetSocketAddress(destination.getAddress(), 1_000 + last);
            }
            case SEGMENT -> {
                virtualSegments(config, i -> new Place(Set.of("E" + i), List.of(), List.of()));
                segment = "E" + last;
            }
            case SOURCE -> {
                virtualSegments(config, i -> new Place(Set.of(), List.of(block(i)), List.of()));
                source = address(last);
            }
            case DESTINATION -> {
                virtualSegments(config, i -> new Place(Set.of(), List.of(), List.of(block(i))));
                destination = new InetSocketAddress(address(last), 443);
            }
        }
        table = PolicyTable.compile(config.build());
        if (match().policy().isEmpty()) {
            throw new IllegalStateException("The flow must have a policy");
        }
    }

    @Benchmark
    public PolicyMatch match() {
        return table.match(segment, source, destination);
    }

    /** One profile of as many policies as were asked for. */
    private Profile profile(IntFunction<Profile> one) {
        List<Profile> all = IntStream.range(0, policies).mapToObj(one).toList();
        return SampleConfig.profile(
                all.stream().flatMap(p -> p.serverPolicies().stream()).toList(),
                all.stream().flatMap(p -> p.clientPolicies().stream()).toList());
    }

    private void virtualSegments(SampleConfig config, IntFunction<Place> places) {
        for (int i = 0; i < policies; i++) {
            Place place = places.apply(i);
            config.virtualSegment(SampleConfig.virtualSegment(
                    "V" + i,
                    place.segments,
                    SampleConfig.cidrs(place.sources.toArray(String[]::new)),
                    SampleConfig.cidrs(place.destinations.toArray(String[]::new)),
                    Optional.of(new Profile("P" + i, List.of(), List.of(SampleConfig.client("C" + i, 443))))));
        }
    }

    private static String block(int number) {
        return address(number).getHostAddress() + "/32";
    }

    private static InetAddress address(int number) {
        return SampleConfig.address("10.8.%d.%d".formatted(number / 250, number % 250));
    }

    private record Place(Set<String> segments, List<String> sources, List<String> destinations) {}
}
