package org.bumpwire.proxy.leg;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.SampleConfig;
import org.bumpwire.proxy.verify.SampleCertificate;
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

/** What it costs to choose the certificate that a client is shown, as the certificates of a server proxy grow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServerCertificatesBenchmark {
    private static final int TLS_1_2 = 0x0303;
    private static final int ECDHE_ECDSA = 0xC02B;
    private static final int ECDHE_RSA = 0xC02F;

    @Param({"1", "10", "1000"})
    private int certificates;

    private final ClientOffer modern = offer(ECDHE_ECDSA);
    private final ClientOffer rsaOnly = offer(ECDHE_RSA);
    private ServerCertificates table = none();
    private Optional<String> last = Optional.empty();

    @Setup
    public void load() throws GeneralSecurityException {
        KeyPair key = SampleCertificate.keyPair("EC", 256);
        List<Identity> identities = IntStream.range(0, certificates)
                .mapToObj(i -> SampleCertificate.server("www.site%d.example.org".formatted(i))
                        .key(key)
                        .selfSigned()
                        .identity("C" + i))
                .toList();
        table = new ServerCertificates(identities);
        last = Optional.of("www.site%d.example.org".formatted(certificates - 1));
    }

    @Benchmark
    public Optional<KeyMaterial> known() {
        return table.select(last, modern);
    }

    @Benchmark
    public Optional<KeyMaterial> unknown() {
        return table.select(Optional.of("www.example.com"), modern);
    }

    /** The client can use none of the keys. */
    @Benchmark
    public Optional<KeyMaterial> unusable() {
        return table.select(last, rsaOnly);
    }

    private static ServerCertificates none() {
        try {
            return new ServerCertificates(List.of());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClientOffer offer(int suite) {
        ClientHello hello = new ClientHello(
                TLS_1_2,
                Optional.empty(),
                List.of(),
                List.of(TLS_1_2),
                List.of(suite),
                List.of(29, 23),
                List.of(0x0403, 0x0804),
                false,
                false,
                false,
                false,
                false);
        return new ClientOffer(hello, SampleConfig.MODERN);
    }
}
