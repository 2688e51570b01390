package org.bumpwire.shell.session;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.license.LicenseStore;
import org.bumpwire.config.login.Authenticator;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.User;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.command.Commands;
import org.bumpwire.shell.login.Admission;
import org.bumpwire.shell.login.LoginDesk;
import org.bumpwire.shell.login.LoginServer;
import org.bumpwire.shell.login.ServerAnswer;
import org.bumpwire.stats.Counter;
import org.bumpwire.stats.CounterGroup;
import org.bumpwire.stats.StatsRegistry;

/** A device with a real configuration store, and nothing behind it. */
public final class TestDevice implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    public static final String PASSWORD = "correct horse 7";
    private static final String HASH = Passwords.hash(PASSWORD.toCharArray());

    public final KeptRecords journal = new KeptRecords();
    public final FakeStats stats = new FakeStats();
    public final FakeDataPlane dataPlane = new FakeDataPlane();
    public final SettableClock clock = new SettableClock();
    public final TestLicenses licenses = new TestLicenses();
    public final Vault vault;
    public final ConfigStore store;
    public final ShellSessions sessions;
    public final Path files;
    public boolean stopped;
    /** What every RADIUS and LDAP server answers. */
    public volatile LoginServer loginServer = (user, password) -> new ServerAnswer.None("It is away");

    public TestDevice(Path directory) throws StoreException {
        vault = vault(directory.resolve("vault"));
        store = ConfigStore.open(directory.resolve("state"), vault, factory(), clock);
        store.start();
        files = directory.resolve("files");
        StatsRegistry registry = new StatsRegistry();
        registry.register(stats);
        sessions = new ShellSessions(
                new Device(
                        store,
                        vault,
                        LicenseStore.open(directory.resolve("license"), licenses.issuer(), new DurableDisk(), clock),
                        registry,
                        journal,
                        dataPlane,
                        new LoginDesk(
                                () -> store.running().access(),
                                new Authenticator(() -> store.running().access(), clock),
                                server -> loginServer,
                                clock),
                        clock,
                        "0.1.0",
                        files,
                        directory.resolve("histories"),
                        () -> stopped = true),
                Commands.all());
    }

    /** An administrator at the console. */
    public ShellSession console(Screen screen) {
        return sessions.open(Operator.console("admin"), screen);
    }

    /** Someone from the network whose role the running configuration tells. */
    public ShellSession ssh(String user, Screen screen) {
        return sessions.open(
                Operator.ssh(
                        new Admission.Admitted(
                                user, true, access -> access.user(user).map(User::rights), "By a test"),
                        "192.0.2.9:50000",
                        List.of()),
                screen);
    }

    /** Someone from the network whom a server let in, with a role of the running configuration. */
    public ShellSession remote(String user, String role, Screen screen) {
        return sessions.open(
                Operator.ssh(
                        new Admission.Admitted(
                                user, false, access -> access.role(role).map(Rights::of), "By a test"),
                        "192.0.2.9:50001",
                        List.of()),
                screen);
    }

    /** Runs lines as a batch; what it prints, errors among the rest, and at the end its exit status. */
    public List<String> batch(String... lines) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int status;
        try (Script script = new Script(sessions, Operator.batch("admin"), out, out)) {
            status = script.run(new BufferedReader(new StringReader(String.join("\n", lines))));
        }
        List<String> answer =
                new ArrayList<>(printed.toString(StandardCharsets.UTF_8).lines().toList());
        answer.add("exit " + status);
        return answer;
    }

    @Override
    public void close() {
        sessions.close();
        store.close();
    }

    private static Vault vault(Path directory) {
        try {
            return Vault.open(directory);
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigTree factory() {
        ConfigLoader.Loaded loaded = ConfigLoader.load(
                ConfigTree.empty(),
                ConfigPath.root(),
                List.of(
                        "aaa user admin role administrator",
                        "aaa user admin password " + HASH,
                        "aaa user olga role operator",
                        "aaa user olga password " + HASH,
                        "aaa user rita role read-only",
                        "aaa user rita password " + HASH));
        if (!loaded.problems().isEmpty()) {
            throw new IllegalStateException(loaded.problems().toString());
        }
        return loaded.tree();
    }

    /** A counter group under the name that the guide gives it. */
    public static final class FakeStats extends CounterGroup {
        public final Counter connTotal = counter("connTotal", "Sessions seen");
        public final Counter connInspected = counter("connInspected", "Sessions inspected");

        FakeStats() {
            super("npSslInspStats", "TLS sessions and their outcomes");
        }
    }

    /** A data plane that answers what a test told it. */
    public static final class FakeDataPlane implements DataPlane {
        public final List<Session> sessions = new ArrayList<>();
        public final List<Listener> listeners = new ArrayList<>();
        public final List<KnownStatus> known = new ArrayList<>();
        public final List<Engine> engines = new ArrayList<>();
        public final List<Copy> copies = new ArrayList<>();
        public final List<Question> asked = new ArrayList<>();
        public final List<Exclusion> exclusions = new ArrayList<>();
        public final List<Rejection> rejections = new ArrayList<>();
        public Answer answer = new Answer(
                List.of(
                        new Step("Virtual segment matches", "virtual-segment V", "yes"),
                        new Step("Domain is exempt", "sslinsp decryption-policy D", "*.example.com")),
                "Not decrypted",
                "bypassDomain");

        @Override
        public List<Session> sessions() {
            return List.copyOf(sessions);
        }

        @Override
        public List<Listener> listeners() {
            return List.copyOf(listeners);
        }

        @Override
        public Resumption resumption() {
            return new Resumption(17, Duration.ofMinutes(20), 2);
        }

        @Override
        public List<KnownStatus> revocationStatus() {
            return List.copyOf(known);
        }

        @Override
        public void forgetRevocationStatus() {
            known.clear();
        }

        @Override
        public List<Engine> engines() {
            return List.copyOf(engines);
        }

        @Override
        public List<Exclusion> exclusions() {
            return List.copyOf(exclusions);
        }

        @Override
        public boolean forgetExclusion(long id) {
            return exclusions.removeIf(one -> one.id() == id);
        }

        @Override
        public List<Rejection> rejections() {
            return List.copyOf(rejections);
        }

        @Override
        public Copies copies(int newest) {
            return new Copies(
                    copies.size(),
                    10_000,
                    6_144L * copies.size(),
                    60 << 20,
                    3,
                    copies.size(),
                    copies.subList(0, Math.min(newest, copies.size())));
        }

        @Override
        public void clearCopies() {
            copies.clear();
        }

        @Override
        public Answer explain(ApplianceConfig config, Question question) {
            asked.add(question);
            return answer;
        }
    }

    /** A clock that stands until a test moves it. */
    public static final class SettableClock extends Clock {
        private volatile Instant now = NOW;

        public void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
