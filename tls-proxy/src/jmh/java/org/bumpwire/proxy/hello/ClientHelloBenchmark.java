package org.bumpwire.proxy.hello;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read a ClientHello from the first bytes of a connection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClientHelloBenchmark {
    private final ByteBuf chromium =
            Unpooled.directBuffer().writeBytes(CapturedHello.CHROMIUM_GREASE_ECH_ML_KEM.records());
    private final ByteBuf fragmented = Unpooled.directBuffer()
            .writeBytes(HelloBytes.inRecords(CapturedHello.CHROMIUM_GREASE_ECH_ML_KEM.message(), 500));
    private final ByteBuf curl = Unpooled.directBuffer().writeBytes(CapturedHello.CURL_HTTP2.records());

    @Benchmark
    public Optional<ClientHello> chromium() throws HelloException {
        return new ClientHelloParser().peek(chromium);
    }

    @Benchmark
    public Optional<ClientHello> fragmentedChromium() throws HelloException {
        return new ClientHelloParser().peek(fragmented);
    }

    @Benchmark
    public Optional<ClientHello> curl() throws HelloException {
        return new ClientHelloParser().peek(curl);
    }
}
