package org.bumpwire.shell.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.General;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.shell.login.Admission;
import org.bumpwire.shell.login.LoginHistory;
import org.bumpwire.shell.netconf.NetconfService;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSessions;
import org.jspecify.annotations.Nullable;

/** The shell over SSH, served where the running configuration says; a move leaves open sessions alone. */
public final class ShellServer implements ConfigSubscriber, AutoCloseable {
    private static final int MAX_CONNECTIONS = 128;
    private static final int MAX_SHELLS = 64;
    private static final int MAX_LOGIN_TRIES = 6;
    private static final Duration LOGIN_TIME = Duration.ofSeconds(60);
    /** How long a client may leave a full window unread, as a pager does. */
    private static final Duration READING_PAUSE = Duration.ofHours(1);

    private final ShellSessions sessions;
    private final Supplier<Access> access;
    private final Path hostKeyFile;
    private final Logins logins;
    private final NetconfService netconf;
    private final AtomicInteger shells = new AtomicInteger();

    private @Nullable Listening listening;
    private @Nullable MovableServer server;

    /** @param hostKeyFile made where it is missing */
    public ShellServer(ShellSessions sessions, LoginHistory history, Supplier<Access> access, Path hostKeyFile) {
        this.sessions = sessions;
        this.netconf = new NetconfService(sessions);
        this.access = access;
        this.hostKeyFile = hostKeyFile;
        this.logins = new Logins(
                sessions.device().logins(),
                history,
                sessions.device().journal(),
                sessions.device().clock());
    }

    /** Loads, on a thread that has nothing better to do, the many classes that the first listening needs. */
    public static void loadEarly() {
        bareServer();
    }

    /** Where it listens now, with the real port where the configuration says 0. */
    public synchronized Optional<InetSocketAddress> address() {
        return Optional.ofNullable(listening).map(Listening::bound);
    }

    @Override
    public synchronized PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        General general = next.general();
        Endpoint wanted = general.sshEnabled() ? general.sshListen() : null;
        Listening present = listening;
        if (wanted == null) {
            return new Change(general, present, null);
        }
        if (present != null && present.configured().equals(wanted)) {
            return new Change(general, present, present);
        }
        try {
            return new Change(general, present, listenOn(wanted));
        } catch (IOException e) {
            problems.add(refusal(wanted, present, e));
            return new Change(general, present, present);
        }
    }

    /** Ends every session and stops listening. */
    @Override
    public synchronized void close() {
        logins.close();
        if (server != null) {
            server.close(true);
        }
    }

    private Listening listenOn(Endpoint wanted) throws IOException {
        MovableServer present = server;
        if (present != null) {
            return new Listening(wanted, present.listenOn(wanted.socketAddress()));
        }
        MovableServer fresh = newServer();
        try {
            Listening first = new Listening(wanted, fresh.startOn(wanted.socketAddress()));
            server = fresh;
            return first;
        } catch (IOException | RuntimeException e) {
            fresh.close(true);
            throw e;
        }
    }

    private MovableServer newServer() throws IOException {
        KeyPair hostKey = HostKey.loadOrMake(hostKeyFile);
        MovableServer fresh = bareServer();
        fresh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        fresh.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        fresh.setPasswordAuthenticator(logins);
        fresh.setPublickeyAuthenticator(logins);
        fresh.setSubsystemFactories(List.of(new NetconfFactory()));
        fresh.setShellFactory(channel -> channelFor(channel, Optional.empty()));
        fresh.setCommandFactory((channel, command) -> channelFor(channel, Optional.of(command)));
        fresh.addSessionListener(new ConnectionLimit());
        CoreModuleProperties.SERVER_IDENTIFICATION.set(fresh, "Bumpwire");
        CoreModuleProperties.AUTH_TIMEOUT.set(fresh, LOGIN_TIME);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(fresh, MAX_LOGIN_TRIES);
        CoreModuleProperties.IDLE_TIMEOUT.set(fresh, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(fresh, READING_PAUSE);
        CoreModuleProperties.TCP_NODELAY.set(fresh, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(fresh, true);
        return fresh;
    }

    private static MovableServer bareServer() {
        ServerBuilder builder = ServerBuilder.builder();
        StrongAlgorithms.setIn(builder);
        builder.factory(MovableServer::new).forwardingFilter(RejectAllForwardingFilter.INSTANCE);
        return (MovableServer) builder.build();
    }

    private Command channelFor(ChannelSession channel, Optional<String> command) throws IOException {
        Operator operator = admitted(channel);
        ChannelWork work = new OperatorWork(sessions, operator, command);
        return new WorkChannel("ssh-shell-" + operator.address(), work, shells::decrementAndGet);
    }

    /** Who opens a channel, and counts it. */
    private Operator admitted(ChannelSession channel) throws IOException {
        ServerSession session = channel.getSession();
        Admission.Admitted admitted = logins.admitted(session)
                .filter(who -> who.rights().by(access.get()).isPresent())
                .orElseThrow(() -> new IOException("User '%s' is gone".formatted(session.getUsername())));
        if (shells.incrementAndGet() > MAX_SHELLS) {
            shells.decrementAndGet();
            throw new IOException("More than %d shells are open".formatted(MAX_SHELLS));
        }
        return Operator.ssh(admitted, Logins.address(session.getClientAddress()), logins.news(session));
    }

    /** The subsystem of programs. */
    private final class NetconfFactory implements SubsystemFactory {
        @Override
        public String getName() {
            return NetconfService.NAME;
        }

        @Override
        public Command createSubsystem(ChannelSession channel) throws IOException {
            Operator operator = admitted(channel);
            ChannelWork work = new NetconfWork(netconf, operator);
            return new WorkChannel("ssh-netconf-" + operator.address(), work, shells::decrementAndGet);
        }
    }

    private static String refusal(Endpoint wanted, @Nullable Listening present, IOException cause) {
        String why = "gen ssh listen: cannot listen on %s (%s)".formatted(wanted, cause.getMessage());
        return present != null && present.configured().port() == wanted.port()
                ? why + "; it listens on %s now, so move it over another port".formatted(present.configured())
                : why;
    }

    /** A listening socket, as configured and as bound. */
    private record Listening(Endpoint configured, InetSocketAddress bound) {}

    /** MINA's server, which can listen elsewhere without a stop. */
    private static final class MovableServer extends SshServer {
        InetSocketAddress startOn(InetSocketAddress address) throws IOException {
            setHost(address.getAddress().getHostAddress());
            setPort(address.getPort());
            start();
            return (InetSocketAddress) getBoundAddresses().iterator().next();
        }

        InetSocketAddress listenOn(InetSocketAddress address) throws IOException {
            List<Object> before = List.copyOf(getBoundAddresses());
            acceptor.bind(address);
            return (InetSocketAddress) getBoundAddresses().stream()
                    .filter(bound -> !before.contains(bound))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Not bound"));
        }

        void leave(InetSocketAddress bound) {
            acceptor.unbind(bound);
        }
    }

    /** Another place to listen, bound already, and what else SSH takes from the configuration. */
    private final class Change implements PreparedChange {
        private final General general;
        private final @Nullable Listening before;
        private final @Nullable Listening after;

        private Change(General general, @Nullable Listening before, @Nullable Listening after) {
            this.general = general;
            this.before = before;
            this.after = after;
        }

        @Override
        public void apply() {
            synchronized (ShellServer.this) {
                listening = after;
                leaveUnless(after, before);
                if (server != null) {
                    String banner = general.banner();
                    CoreModuleProperties.WELCOME_BANNER.set(server, banner.isEmpty() ? "" : banner + "\r\n");
                }
            }
        }

        @Override
        public void discard() {
            synchronized (ShellServer.this) {
                leaveUnless(before, after);
            }
        }

        private void leaveUnless(@Nullable Listening wanted, @Nullable Listening left) {
            if (left != null && !left.equals(wanted) && server != null) {
                server.leave(left.bound());
            }
        }
    }

    /** Keeps strangers from using up the device, and notes who logs in. */
    private final class ConnectionLimit implements SessionListener {
        @Override
        public void sessionCreated(Session session) {
            if (server != null && server.getActiveSessions().size() > MAX_CONNECTIONS) {
                session.close(true);
            }
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.Authenticated && session instanceof ServerSession client) {
                logins.loggedIn(client);
            }
        }

        @Override
        public void sessionClosed(Session session) {
            if (session instanceof ServerSession client) {
                logins.loggedOut(client);
            }
        }
    }
}
