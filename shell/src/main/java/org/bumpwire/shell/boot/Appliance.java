package org.bumpwire.shell.boot;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.license.LicenseStore;
import org.bumpwire.config.login.Authenticator;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.SegmentContext;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.chronicle.ChronicleJournal;
import org.bumpwire.proxy.ProxyServer;
import org.bumpwire.proxy.ProxySettings;
import org.bumpwire.shell.command.Commands;
import org.bumpwire.shell.login.LoginDesk;
import org.bumpwire.shell.login.LoginHistory;
import org.bumpwire.shell.session.Device;
import org.bumpwire.shell.session.ShellSessions;
import org.bumpwire.shell.ssh.ShellServer;
import org.bumpwire.stats.StatsRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole device: every part made, wired to the others, started together and ended together. */
final class Appliance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);
    /** Leaves the rest of a clean end its share of five seconds. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(2);

    private final Clock clock;
    private final Vault vault;
    private final Journal journal;
    private final SystemJournal systemJournal;
    private final ConfigStore store;
    private final ProxyServer proxy;
    private final ShellSessions sessions;
    private final ShellServer shellServer;
    private final ExpiryWatch expiryWatch;
    private final LicenseWatch licenseWatch;
    private final StopSignal stop;
    private boolean closed;

    private Appliance(
            Clock clock,
            Vault vault,
            Journal journal,
            SystemJournal systemJournal,
            ConfigStore store,
            ProxyServer proxy,
            ShellSessions sessions,
            ShellServer shellServer,
            ExpiryWatch expiryWatch,
            LicenseWatch licenseWatch,
            StopSignal stop) {
        this.clock = clock;
        this.vault = vault;
        this.journal = journal;
        this.systemJournal = systemJournal;
        this.store = store;
        this.proxy = proxy;
        this.sessions = sessions;
        this.shellServer = shellServer;
        this.expiryWatch = expiryWatch;
        this.licenseWatch = licenseWatch;
        this.stop = stop;
    }

    /** Makes every part; nothing listens yet. */
    static Appliance open(StateDirectory state, PassphraseSource passphrase, int eventLoops, Clock clock)
            throws BootException {
        return open(state, passphrase, eventLoops, clock, LicenseIssuer.ofThisBuild());
    }

    /** @param licenseIssuer whose signature a licence must have */
    static Appliance open(
            StateDirectory state, PassphraseSource passphrase, int eventLoops, Clock clock, PublicKey licenseIssuer)
            throws BootException {
        StatsRegistry stats = new StatsRegistry();
        Journal journal = ChronicleJournal.open(state.journal(), clock, LOG::warn);
        CompletableFuture<ProxyServer> proxyComing = CompletableFuture.supplyAsync(
                () -> new ProxyServer(new ProxySettings(eventLoops, DRAIN_TIME), stats, journal));
        ConfigStore store = null;
        try {
            Vault vault = openVault(state, passphrase, clock);
            store = openStore(state, vault, clock);
            LicenseStore license = LicenseStore.open(state.license(), licenseIssuer, new DurableDisk(), clock);
            return wire(state, clock, stats, journal, vault, license, store, proxyComing.join());
        } catch (BootException | RuntimeException e) {
            if (store != null) {
                store.close();
            }
            var unused = proxyComing.thenAccept(ProxyServer::close);
            journal.close();
            throw e;
        }
    }

    private static Vault openVault(StateDirectory state, PassphraseSource passphrase, Clock clock)
            throws BootException {
        try {
            return Vault.open(state.vault(), passphrase, clock);
        } catch (PkiException e) {
            throw new BootException(e);
        }
    }

    private static ConfigStore openStore(StateDirectory state, Vault vault, Clock clock) throws BootException {
        try {
            return ConfigStore.open(state.root(), vault, ConfigTree.empty(), clock);
        } catch (StoreException e) {
            throw new BootException(e);
        }
    }

    private static Appliance wire(
            StateDirectory state,
            Clock clock,
            StatsRegistry stats,
            Journal journal,
            Vault vault,
            LicenseStore license,
            ConfigStore store,
            ProxyServer proxy) {
        StopSignal stop = new StopSignal();
        LoginDesk desk = new LoginDesk(
                () -> access(store), new Authenticator(() -> access(store), clock), new LoginServers(vault)::of, clock);
        ShellSessions sessions = new ShellSessions(
                new Device(
                        store,
                        vault,
                        license,
                        stats,
                        journal,
                        new ProxyDataPlane(proxy),
                        desk,
                        clock,
                        Version.ofThisBuild(),
                        state.files(),
                        state.histories(),
                        stop::give),
                Commands.all());
        ShellServer shellServer =
                new ShellServer(sessions, LoginHistory.in(state.logins()), () -> access(store), state.hostKey());
        SystemJournal systemJournal = new SystemJournal(journal, clock);
        systemJournal.note(Severity.NOTICE, "device", "Bumpwire %s starts".formatted(Version.ofThisBuild()));
        store.announceTo((sentence, cause) -> systemJournal.note(Severity.NOTICE, "config", sentence));
        store.subscribe(systemJournal);
        LicenseWatch licenseWatch =
                new LicenseWatch(license, proxy, systemJournal, clock, ExpiryNotices.in(state.licenseNotices()));
        store.subscribe(new VaultKeeper(vault, store, systemJournal));
        Rehearsing rehearsing = new Rehearsing(store.running(), systemJournal);
        if (!store.savedTree().names(ConfigPath.root(), SegmentContext.NODE).isEmpty()) {
            var unused = rehearsing.begin();
        }
        store.subscribe(rehearsing);
        store.check(licenseWatch);
        store.subscribe(proxy);
        store.subscribe(shellServer);
        ExpiryWatch expiryWatch =
                new ExpiryWatch(store, vault, systemJournal, clock, ExpiryNotices.in(state.expiryNotices()));
        store.subscribe(expiryWatch);
        return new Appliance(
                clock,
                vault,
                journal,
                systemJournal,
                store,
                proxy,
                sessions,
                shellServer,
                expiryWatch,
                licenseWatch,
                stop);
    }

    private static Access access(ConfigStore store) {
        return store.running().access();
    }

    /** Whether nothing was ever configured. */
    boolean isNew() {
        return store.runningTree().isEmpty();
    }

    /** Begins the history of a new device, and makes this what it boots from. */
    void begin(FirstAdministrator administrator, List<String> statements) throws BootException {
        ConfigTree first = FactoryConfig.of(administrator, statements, vault, clock);
        Editor editor = new Editor("system", Role.ADMINISTRATOR, "boot", "0");
        try (Candidate candidate = store.openCandidate(editor)) {
            candidate.replace(first);
            CommitResult result = store.commit(candidate, "First start");
            if (!result.accepted()) {
                throw new BootException(String.join("; ", result.problems()));
            }
            store.save(editor);
        } catch (StoreException e) {
            throw new BootException(e);
        }
    }

    /** Lets the configuration take effect; answers what the operator should know, a line each. */
    List<String> start() throws BootException {
        try {
            List<String> notes = new ArrayList<>(licenseWatch.start());
            notes.addAll(store.start());
            systemJournal.release();
            expiryWatch.start();
            return notes;
        } catch (StoreException e) {
            systemJournal.note(Severity.CRITICAL, "device", "Bumpwire cannot start: " + e.getMessage());
            throw new BootException(e);
        }
    }

    /** A certificate of the running configuration. */
    Optional<X509Certificate> certificate(String name) {
        return store.running().certificates().stream()
                .filter(identity -> identity.name().equals(name))
                .findFirst()
                .map(identity -> identity.chain().get(0));
    }

    ShellSessions sessions() {
        return sessions;
    }

    ShellServer shellServer() {
        return shellServer;
    }

    /** When an operator wants the device to end, or it is closed. */
    StopSignal stop() {
        return stop;
    }

    /** Ends everything within five seconds: operators first, then traffic, then what was written down about them. A second
     * caller waits for the first. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop.give();
        systemJournal.note(Severity.NOTICE, "device", "Bumpwire stops");
        systemJournal.release();
        shellServer.close();
        sessions.close();
        expiryWatch.close();
        licenseWatch.close();
        proxy.close();
        store.close();
        journal.close();
    }
}
