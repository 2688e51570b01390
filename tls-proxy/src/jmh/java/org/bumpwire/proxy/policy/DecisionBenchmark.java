package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.DomainPattern;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.proxy.hello.ClientHello;
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

/** What it costs to find the policy of an outbound flow and to decide on it, as the policies and the exempt domains grow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {
    private static final int HTTPS = 443;

    @Param({"1", "1000"})
    private int policies;

    @Param({"1", "1000000"})
    private int domains;

    private final InetAddress source = SampleConfig.address("10.1.2.3");
    private final InetSocketAddress destination = new InetSocketAddress(SampleConfig.address("192.0.2.1"), HTTPS);
    private final ClientHello inspected = SampleHello.modern("www.shop.example.org");
    private final ClientHello exempt = SampleHello.modern("www.site0.example.com");
    private PolicyTable table = PolicyTable.compile(new SampleConfig().build());
    private DecisionEngine engine =
            new DecisionEngine(new SampleConfig().build().sslInspection(), LearnedDestinations.NONE, Permit.EVERYTHING);

    /** Server policies come first, as on the device, and the one client policy behind them is the flow's. */
    @Setup
    public void compile() {
        List<ServerPolicy> servers = IntStream.range(1, policies)
                .mapToObj(i -> SampleConfig.server("S" + i, "10.8.%d.%d/32".formatted(i / 250, i % 250), HTTPS))
                .toList();
        List<DomainPattern> patterns = IntStream.range(0, domains)
                .mapToObj(i -> new DomainPattern("site%d.example.com".formatted(i), true))
                .toList();
        ClientPolicy client = SampleConfig.client(
                SampleConfig.clientProxy("C", HTTPS, true),
                "C",
                Optional.of(new DecryptionPolicy("D", "", patterns)),
                List.of("10.9.0.0/16"),
                List.of("10.7.0.0/16"));
        ApplianceConfig config = new SampleConfig()
                .everything(SampleConfig.profile(servers, List.of(client)))
                .build();
        table = PolicyTable.compile(config);
        engine = new DecisionEngine(config.sslInspection(), LearnedDestinations.NONE, Permit.EVERYTHING);
    }

    @Benchmark
    public PolicyMatch match() {
        return table.match("LAN", source, destination);
    }

    @Benchmark
    public Decision inspect() {
        return decide(inspected);
    }

    @Benchmark
    public Decision exempt() {
        return decide(exempt);
    }

    private Decision decide(ClientHello hello) {
        PolicyMatch match = table.match("LAN", source, destination);
        Site site = new Site(destination, hello.sni().orElse(""));
        return engine.decideAtAccept(match, source)
                .orElseGet(() -> engine.decide(match, source, site, hello, () -> true));
    }
}
