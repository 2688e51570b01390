package org.bumpwire.shell.boot;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.operator.OperatorCreationException;
import org.bumpwire.config.model.User;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.shell.login.Admission;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.Typist;

/** A device with a {@link LargeConfiguration} and a history, which was started again, and an operator at its console. */
final class LargeDevice implements AutoCloseable {
    private static final int DOMAINS = 1_000_000;
    private static final int REVISIONS = 50;

    private final Path directory;
    private final StateDirectory state;
    private final Typist screen = new Typist();
    private Appliance appliance;
    private ShellSession session;
    private ShellSession limited;
    private int changes;

    private LargeDevice(Path directory, StateDirectory state) throws BootException {
        this.directory = directory;
        this.state = state;
        this.appliance = Appliance.open(state, PassphraseSource.NONE, 1, Clock.systemUTC());
        this.session = administrator();
        this.limited = session;
    }

    /** Makes one, and prints how long its steps take and what it holds in memory. */
    static LargeDevice make() {
        try {
            Path directory = Files.createTempDirectory("bumpwire-size-");
            Path domains = directory.resolve("domains");
            Files.write(domains, domains());
            StateDirectory state = StateDirectory.open(directory.resolve("state"));
            LargeDevice device = new LargeDevice(directory, state);
            device.configure(domains);
            device.restart();
            return device;
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PkiException | BootException e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure(Path domains)
            throws BootException, GeneralSecurityException, OperatorCreationException, PkiException {
        appliance.begin(FirstAdministrator.withGeneratedPassword(), List.of("gen ssh state disable"));
        appliance.start();
        List<String> lines =
                new LargeConfiguration(appliance.sessions().device().vault(), Clock.systemUTC()).statements();
        run("edit");
        time("import of the domains", () -> run("sslinsp category EXEMPT domains import " + domains));
        time("typing of the configuration", () -> lines.forEach(this::run));
        time("first commit", () -> run("commit"));
        time(
                "%d commits more".formatted(REVISIONS),
                () -> IntStream.range(0, REVISIONS).forEach(i -> {
                    change();
                    run("commit");
                }));
        run("!");
        run("save-config");
    }

    private void restart() {
        appliance.close();
        time("start", this::reopen);
        session = administrator();
        limited = appliance
                .sessions()
                .open(
                        Operator.ssh(
                                new Admission.Admitted(
                                        LargeConfiguration.LIMITED,
                                        true,
                                        access -> access.user(LargeConfiguration.LIMITED)
                                                .map(User::rights),
                                        "a benchmark"),
                                "192.0.2.9:50000",
                                List.of()),
                        screen);
        System.gc();
        System.out.printf(
                "memory in use: %d MiB%n",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        run("edit");
        run(limited, "edit");
    }

    private ShellSession administrator() {
        return appliance.sessions().open(Operator.console(FirstAdministrator.NAME), screen);
    }

    private void reopen() {
        try {
            appliance = Appliance.open(state, PassphraseSource.NONE, 1, Clock.systemUTC());
            appliance.start();
        } catch (BootException e) {
            throw new IllegalStateException(e);
        }
    }

    ShellSession session() {
        return session;
    }

    /** An operator who does not see everything. */
    ShellSession limited() {
        return limited;
    }

    /** Changes one leaf of the candidate. */
    void change() {
        run("sslinsp server S500 description \"Change %d\"".formatted(changes++));
    }

    /** Changes another leaf of the other operator's candidate. */
    void changeForSomeoneLimited() {
        run(limited, "sslinsp server S501 description \"Change %d\"".formatted(changes++));
    }

    /** Runs a line that must be accepted. */
    void run(String line) {
        run(session, line);
    }

    void run(ShellSession by, String line) {
        if (!by.execute(line).accepted()) {
            throw new IllegalStateException(line + ": " + screen.lines);
        }
        screen.lines.clear();
    }

    @Override
    public void close() throws IOException {
        appliance.close();
        state.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<String> domains() {
        return IntStream.range(0, DOMAINS)
                .mapToObj(i -> (i % 2 == 0 ? "*." : "") + "site%d.example%d.com".formatted(i, i % 1_000))
                .toList();
    }

    /** On a machine that others load too, the time of the processor tells more than that of the clock. */
    private static void time(String what, Runnable work) {
        long clock = System.nanoTime();
        long processor = processorNanos();
        work.run();
        System.out.printf(
                "%n%s: %d ms, %d ms of the processor%n",
                what, (System.nanoTime() - clock) / 1_000_000, (processorNanos() - processor) / 1_000_000);
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
