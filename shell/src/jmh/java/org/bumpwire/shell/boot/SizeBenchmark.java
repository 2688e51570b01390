package org.bumpwire.shell.boot;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an operator waits for on a device with a thousand certificates, server proxies, client proxies and policies of
 * each kind, a million exempt domains, two hundred roles and fifty revisions, with the compiler that the device uses.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 4)
@Timeout(time = 30, timeUnit = TimeUnit.MINUTES)
public class SizeBenchmark {
    private final LargeDevice device = LargeDevice.make();

    @TearDown
    public void close() throws IOException {
        device.close();
    }

    /** Each iteration begins with one changed leaf for each operator. */
    @Setup(Level.Iteration)
    public void changeOne() {
        device.run("discard");
        device.change();
        device.run(device.limited(), "discard");
        device.changeForSomeoneLimited();
    }

    @Benchmark
    public void enterAndLeaveEdit() {
        device.run("discard");
        device.run("exit");
        device.run("edit");
    }

    @Benchmark
    public List<Choice> completeAName() {
        return choices("sslinsp server S7");
    }

    @Benchmark
    public List<Choice> completeAReference() {
        return choices("sslinsp profile P7 server-policy S7 server S");
    }

    @Benchmark
    public List<Choice> completeWhatIsThere() {
        return choices("delete sslinsp server S");
    }

    @Benchmark
    public List<Choice> completeANameForSomeoneLimited() {
        String line = "sslinsp server S7";
        return device.limited().choices(PartialLine.of(line, line.length()));
    }

    @Benchmark
    public void enterAndLeaveEditForSomeoneLimited() {
        device.run(device.limited(), "discard");
        device.run(device.limited(), "exit");
        device.run(device.limited(), "edit");
    }

    @Benchmark
    public void compareForSomeoneLimited() {
        device.run(device.limited(), "compare");
    }

    @Benchmark
    public void displayForSomeoneLimited() {
        device.run(device.limited(), "display");
    }

    @Benchmark
    public String prompt() {
        return device.session().prompt();
    }

    @Benchmark
    public void changeALeaf() {
        device.change();
    }

    @Benchmark
    public void compare() {
        device.run("compare");
    }

    @Benchmark
    public void compareWithARevision() {
        device.run("compare 2");
    }

    @Benchmark
    public void display() {
        device.run("display");
    }

    @Benchmark
    public void commitOneLeaf() {
        device.change();
        device.run("commit");
    }

    private List<Choice> choices(String line) {
        return device.session().choices(PartialLine.of(line, line.length()));
    }
}
