package org.bumpwire.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.license.LicenseStore;
import org.bumpwire.config.login.Authenticator;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.shell.command.Commands;
import org.bumpwire.shell.login.LoginDesk;
import org.bumpwire.shell.login.LoginHistory;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.Device;
import org.bumpwire.shell.session.KeptRecords;
import org.bumpwire.shell.session.ShellSessions;
import org.bumpwire.shell.session.TestLicenses;
import org.bumpwire.stats.StatsRegistry;

/** A device without a data plane whose shell is served over SSH. */
final class SshDevice implements AutoCloseable {
    static final String PASSWORD = "correct horse";

    final KeptRecords journal = new KeptRecords();
    private final ConfigStore store;
    private final ShellSessions sessions;
    private final ShellServer server;

    private SshDevice(Path directory) throws Exception {
        Clock clock = Clock.systemUTC();
        Vault vault = Vault.inMemory();
        ConfigTree factory = load(
                ConfigTree.empty(),
                "gen ssh listen 127.0.0.1:" + freePort(),
                "aaa user admin role administrator",
                "aaa user admin password " + Passwords.hash(PASSWORD.toCharArray()));
        store = ConfigStore.open(directory, vault, factory, clock);
        sessions = new ShellSessions(
                new Device(
                        store,
                        vault,
                        LicenseStore.open(
                                directory.resolve("license"), new TestLicenses().issuer(), new DurableDisk(), clock),
                        new StatsRegistry(),
                        journal,
                        new NoTraffic(),
                        new LoginDesk(
                                () -> store.running().access(),
                                new Authenticator(() -> store.running().access(), clock),
                                server -> {
                                    throw new AssertionError("No server is configured");
                                },
                                clock),
                        clock,
                        "0",
                        directory.resolve("files"),
                        directory.resolve("history"),
                        () -> {}),
                Commands.all());
        server = new ShellServer(
                sessions,
                LoginHistory.in(directory.resolve("logins")),
                () -> store.running().access(),
                directory.resolve("host-key"));
        store.subscribe(server);
    }

    /** Listens on a free port, with the administrator "admin". */
    static SshDevice start(Path directory) throws Exception {
        SshDevice device = new SshDevice(directory);
        device.store.start();
        return device;
    }

    CommitResult commit(String... statements) throws Exception {
        try (Candidate candidate = store.openCandidate(new Editor("test", Role.ADMINISTRATOR, "test", "1"))) {
            candidate.replace(load(candidate.tree(), statements));
            return store.commit(candidate, "");
        }
    }

    private static ConfigTree load(ConfigTree onto, String... statements) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(onto, ConfigPath.root(), List.of(statements));
        assertThat(loaded.problems()).isEmpty();
        return loaded.tree();
    }

    ApplianceConfig running() {
        return store.running();
    }

    ConfigStore store() {
        return store;
    }

    InetSocketAddress address() {
        return server.address().orElseThrow();
    }

    ShellServer server() {
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
        sessions.close();
        store.close();
    }

    Map<String, String> lastAudit() {
        return journal.records.get(journal.records.size() - 1).fields();
    }

    /** Who tried to log in and what came of it, in order. */
    List<String> logins() {
        return journal.audit().stream()
                .map(AuditRecord::fields)
                .filter(fields -> "login".equals(fields.get("command")))
                .map(fields -> fields.get("user") + " " + fields.get("outcome"))
                .toList();
    }

    private static final class NoTraffic implements DataPlane {
        @Override
        public List<Session> sessions() {
            return List.of();
        }

        @Override
        public List<Listener> listeners() {
            return List.of();
        }

        @Override
        public Resumption resumption() {
            return new Resumption(0, Duration.ZERO, 1);
        }

        @Override
        public List<KnownStatus> revocationStatus() {
            return List.of();
        }

        @Override
        public List<Exclusion> exclusions() {
            return List.of();
        }

        @Override
        public List<Engine> engines() {
            return List.of();
        }

        @Override
        public boolean forgetExclusion(long id) {
            return false;
        }

        @Override
        public List<Rejection> rejections() {
            return List.of();
        }

        @Override
        public void forgetRevocationStatus() {}

        @Override
        public Copies copies(int newest) {
            return new Copies(0, 0, 0, 0, 0, 0, List.of());
        }

        @Override
        public void clearCopies() {
            throw new AssertionError("Nothing is kept");
        }

        @Override
        public Answer explain(ApplianceConfig config, Question question) {
            return new Answer(List.of(), "Not decrypted", "");
        }
    }
}
