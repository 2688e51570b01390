package org.bumpwire.shell.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.bumpwire.config.login.Authenticator;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.LoginSource;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RoleMapping;
import org.bumpwire.config.model.User;
import org.bumpwire.config.model.UserGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who logs in by a password: asks the sources in the order of the running configuration, the next one only where
 * the one before has nothing to say.
 *
 * <p>The device's own accounts have nothing to say about names that they do not know, servers while none of them answers.
 * Safe for many threads; takes as long as the servers do, so it is not for an event loop.
 */
public final class LoginDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LoginDesk.class);
    /** Names go into prompts, logs and file names, and to servers. */
    private static final Pattern REMOTE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");
    /** For so long a server that did not answer is asked last. */
    private static final Duration ASIDE = Duration.ofSeconds(30);

    private static final Admission.Refused WRONG = new Admission.Refused("Wrong user or password");

    private final Supplier<Access> access;
    private final Authenticator accounts;
    private final Function<RemoteServer, LoginServer> servers;
    private final Clock clock;
    private final RemoteAttempts attempts;
    // By the name of a server that is configured; a few at most.
    private final Map<String, ServerRecord> records = new ConcurrentHashMap<>();

    /** @param servers makes what asks a server; called for each login, so that the running configuration holds */
    public LoginDesk(
            Supplier<Access> access, Authenticator accounts, Function<RemoteServer, LoginServer> servers, Clock clock) {
        this.access = access;
        this.accounts = accounts;
        this.servers = servers;
        this.clock = clock;
        this.attempts = new RemoteAttempts(clock);
    }

    public Admission byPassword(String name, char[] password) {
        Access current = access.get();
        for (LoginSource source : current.login().remote().order()) {
            Optional<Admission> answer = switch (source) {
                case LOCAL -> byAccount(current, name, password);
                case RADIUS, LDAP -> byServers(current, source, name, password);
            };
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        // Nobody knows the name; the answer takes as long as if somebody did.
        Optional<User> nobody = accounts.byPassword(name, password);
        return nobody.<Admission>map(user -> Admission.Admitted.local(user, "By password"))
                .orElse(WRONG);
    }

    /** Finds the account of the device that has this public key, in the encoding of RFC 4253, section 6.6. */
    public Optional<Admission.Admitted> byKey(String name, byte[] key) {
        return accounts.byKey(name, key).map(user -> Admission.Admitted.local(user, "By public key"));
    }

    /** How a server has answered since the device started. */
    public ServerRecord record(RemoteServer server) {
        return records.getOrDefault(key(server), ServerRecord.NEW);
    }

    /** Asks one server of the running configuration; nobody is let in by it. */
    public ServerAnswer ask(RemoteServer server, String name, char[] password) {
        ServerAnswer answer = servers.apply(server).ask(name, password);
        if (answer instanceof ServerAnswer.None none) {
            LOG.warn("{} did not say whether '{}' may log in: {}", called(server), name, none.why());
        }
        Instant until = clock.instant().plus(ASIDE);
        records.merge(
                key(server), ServerRecord.NEW.with(answer, until), (before, unused) -> before.with(answer, until));
        return answer;
    }

    /** What somebody would be whom a server lets in with these groups. */
    public Optional<RoleMapping> mapping(List<String> groups) {
        return mapping(access.get(), groups);
    }

    private Optional<Admission> byAccount(Access current, String name, char[] password) {
        if (current.user(name).isEmpty()) {
            return Optional.empty();
        }
        boolean before = accounts.lockedUntil(name).isPresent();
        Optional<User> user = accounts.byPassword(name, password);
        return Optional.of(user.<Admission>map(known -> Admission.Admitted.local(known, "By password"))
                .orElseGet(() -> accounts.lockedUntil(name)
                        .map(until -> locked(before, until))
                        .orElse(WRONG)));
    }

    private Optional<Admission> byServers(Access current, LoginSource source, String name, char[] password) {
        if (!REMOTE_NAME.matcher(name).matches() || password.length == 0) {
            return Optional.empty();
        }
        Optional<Instant> lockedUntil = attempts.lockedUntil(name);
        if (lockedUntil.isPresent()) {
            return Optional.of(locked(true, lockedUntil.get()));
        }
        for (RemoteServer server : likelyFirst(current.login().remote().servers(source))) {
            ServerAnswer answer = ask(server, name, password);
            if (answer instanceof ServerAnswer.None) {
                continue;
            }
            if (answer instanceof ServerAnswer.Accepted accepted) {
                attempts.succeeded(name);
                return Optional.of(admission(current, server, name, accepted.groups()));
            }
            return Optional.of(attempts.failed(name, current.login())
                    .<Admission>map(until -> locked(false, until))
                    .orElseGet(() -> new Admission.Refused("Refused by " + called(server))));
        }
        return Optional.empty();
    }

    private List<RemoteServer> likelyFirst(List<RemoteServer> configured) {
        Instant now = clock.instant();
        List<RemoteServer> servers = new ArrayList<>(configured);
        servers.sort(Comparator.comparing(server -> record(server).isAside(now)));
        return servers;
    }

    private static Admission admission(Access current, RemoteServer server, String name, List<String> groups) {
        return mapping(current, groups)
                .<Admission>map(mapping -> Admission.Admitted.remote(
                        name,
                        mapping.role().name(),
                        mapping.userGroup().map(UserGroup::name),
                        "By %s, role-mapping \"%s\", role \"%s\""
                                .formatted(
                                        called(server),
                                        mapping.name(),
                                        mapping.role().name())))
                .orElseGet(() -> new Admission.Refused("%s lets the user in, but no role-mapping fits (groups: %s)"
                        .formatted(called(server), groups.isEmpty() ? "none" : String.join(", ", groups))));
    }

    private static Optional<RoleMapping> mapping(Access current, List<String> groups) {
        return current.login().remote().mappings().stream()
                .filter(mapping -> mapping.group()
                        .map(group -> groups.stream().anyMatch(one -> isSame(group, one)))
                        .orElse(true))
                .findFirst();
    }

    private static String key(RemoteServer server) {
        return server.getClass().getSimpleName() + " " + server.name();
    }

    /** Names of entries in a directory can be written in several ways. */
    private static boolean isSame(String configured, String group) {
        if (configured.equalsIgnoreCase(group)) {
            return true;
        }
        try {
            return configured.indexOf('=') > 0 && new LdapName(configured).equals(new LdapName(group));
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static String called(RemoteServer server) {
        String kind = server instanceof RemoteServer.Radius ? "RADIUS" : "LDAP";
        return "%s server \"%s\"".formatted(kind, server.name());
    }

    private static Admission.Refused locked(boolean before, Instant until) {
        return new Admission.Refused(
                before
                        ? "Account is locked until " + until
                        : "Wrong user or password once too often; the account is locked until " + until);
    }
}
