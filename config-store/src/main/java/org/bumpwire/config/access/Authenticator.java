package org.bumpwire.config.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.User;

/**
 * Tells who logs in, by the running configuration, and locks an account after too many wrong passwords.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Authenticator {
    private final Supplier<Access> access;
    private final Clock clock;

    public Authenticator(Supplier<Access> access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** Takes the same time, about a tenth of a second, whatever is wrong; not for an event loop. */
    public Optional<User> byPassword(String name, char[] password) {
        throw new UnsupportedOperationException(name + password.length + access + clock);
    }

    /** Finds the user who has this key; that the client holds its private half is for the caller to see. */
    public Optional<User> byKey(String name, SshPublicKey offered) {
        throw new UnsupportedOperationException(name + offered);
    }

    /** Until when passwords of this account are refused unseen, if they are. */
    public Optional<Instant> lockedUntil(String name) {
        throw new UnsupportedOperationException(name);
    }
}
