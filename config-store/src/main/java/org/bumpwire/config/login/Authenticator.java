package org.bumpwire.config.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.access.SshPublicKey;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.User;

/**
 * Tells who logs in, by the running configuration, and locks an account after too many wrong passwords.
 *
 * <p>Safe for use by many threads. An account's passwords are tried one after the other, so that many connections at
 * once win no guesses.
 */
public final class Authenticator {
    private final Supplier<Access> access;
    private final Clock clock;
    private final String unmatchable = Passwords.unmatchable();
    private final Attempts strangers = new Attempts();

    // One entry a configured account: names that do not exist take no memory and push nobody out.
    private final Map<String, Attempts> attempts = new ConcurrentHashMap<>();

    public Authenticator(Supplier<Access> access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** Takes the same time, about a tenth of a second, whatever is wrong; not for an event loop. */
    public Optional<User> byPassword(String name, char[] password) {
        Access current = access.get();
        Optional<User> user = current.user(name);
        Attempts account = user.map(known -> attempts(current, known)).orElse(strangers);
        String hash = user.map(User::passwordHash).filter(Passwords::isHash).orElse(unmatchable);
        synchronized (account) {
            boolean matches = Passwords.matches(password, hash);
            if (account.isLocked(clock.instant())) {
                return Optional.empty();
            }
            if (matches) {
                account.succeeded();
                return user;
            }
            account.failed(current, clock.instant());
            return Optional.empty();
        }
    }

    /**
     * Finds the user who has this key; that the client holds its private half is for the caller to see.
     *
     * <p>Neither counts failures nor heeds them: clients offer all their keys, and whoever guesses passwords must not be
     * able to lock out a key.
     *
     * @param offered the key in the encoding of RFC 4253, section 6.6; of a kind that no user may have, it is nobody's
     */
    public Optional<User> byKey(String name, byte[] offered) {
        return access.get().user(name).filter(user -> hasKey(user, offered));
    }

    /** Until when passwords of this account are refused, if they are. */
    public Optional<Instant> lockedUntil(String name) {
        Attempts account = attempts.get(name);
        if (account == null) {
            return Optional.empty();
        }
        synchronized (account) {
            return account.isLocked(clock.instant()) ? Optional.of(account.lockedUntil) : Optional.empty();
        }
    }

    private Attempts attempts(Access current, User user) {
        attempts.keySet().removeIf(name -> current.user(name).isEmpty());
        return attempts.computeIfAbsent(user.name(), name -> new Attempts());
    }

    private static boolean hasKey(User user, byte[] offered) {
        boolean found = false;
        for (String line : user.sshKeys()) {
            found |= isKey(line, offered);
        }
        return found;
    }

    private static boolean isKey(String line, byte[] offered) {
        try {
            return SshPublicKey.parse(line).isEncodedAs(offered);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The failures of one account since its last success; guarded by itself. */
    private static final class Attempts {
        private int failures;
        private Instant lockedUntil = Instant.MIN;

        boolean isLocked(Instant now) {
            return now.isBefore(lockedUntil);
        }

        void succeeded() {
            failures = 0;
        }

        void failed(Access rules, Instant now) {
            failures++;
            if (failures >= rules.login().maxAttempts()) {
                failures = 0;
                lockedUntil = now.plus(rules.login().lockout());
            }
        }
    }
}
