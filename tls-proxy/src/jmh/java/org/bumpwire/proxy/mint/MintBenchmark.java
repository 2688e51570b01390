package org.bumpwire.proxy.mint;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.operator.OperatorCreationException;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.jspecify.annotations.Nullable;
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

/** What it costs to sign a copy of a certificate, and to find one that was signed before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MintBenchmark {
    @Param
    private KeyType signer = KeyType.EC;

    private final X509Certificate upstream = SampleCertificate.server(
                    "www.example.org", "example.org", "*.shop.example.org")
            .selfSigned()
            .certificate();
    private final CertificateMinter minter =
            new CertificateMinter(new SslInspStats(), Runnable::run, Clock.systemUTC());
    private final KeyPair leafKey = SampleCertificate.keyPair("EC", 256);
    private Identity ca = authority(KeyType.EC);
    private @Nullable LeafCertificate certificates;

    @Setup
    public void makeSigner() throws GeneralSecurityException, IOException, OperatorCreationException {
        ca = authority(signer);
        certificates = LeafCertificate.of(ca, leafKey.getPublic());
    }

    private static Identity authority(KeyType type) {
        SampleCertificate authority = SampleCertificate.authority("CN=Signing CA");
        return (type == KeyType.RSA ? authority.rsa(2_048) : authority)
                .selfSigned()
                .identity("SIGNING");
    }

    @Benchmark
    public X509Certificate mint() throws GeneralSecurityException, IOException, OperatorCreationException {
        LeafCertificate.Validity validity =
                LeafCertificate.Validity.of(upstream, ca.certificate(), SampleCertificate.NOW);
        return Objects.requireNonNull(certificates).copy(upstream, validity);
    }

    @Benchmark
    public CompletionStage<MintedLeaf> find() {
        return minter.mintTrusted(upstream, ca, KeyType.EC);
    }
}
