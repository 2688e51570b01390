package org.bumpwire.shell.login;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.model.Login;

/**
 * Wrong passwords of names that servers know, so that nobody guesses through this device. Bounded: the names that were
 * tried longest ago are forgotten.
 */
final class RemoteAttempts {
    private static final int MOST_NAMES = 4_096;

    private final Clock clock;
    private final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > MOST_NAMES;
        }
    };

    RemoteAttempts(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<Instant> lockedUntil(String name) {
        return Optional.ofNullable(states.get(name))
                .map(State::lockedUntil)
                .filter(until -> clock.instant().isBefore(until));
    }

    synchronized void succeeded(String name) {
        states.remove(name);
    }

    /** Until when the name is locked from now on, if it is. */
    synchronized Optional<Instant> failed(String name, Login rules) {
        int failures =
                Optional.ofNullable(states.get(name)).map(State::failures).orElse(0) + 1;
        if (failures < rules.maxAttempts()) {
            states.put(name, new State(failures, Instant.MIN));
            return Optional.empty();
        }
        Instant until = clock.instant().plus(rules.lockout());
        states.put(name, new State(0, until));
        return Optional.of(until);
    }

    private record State(int failures, Instant lockedUntil) {}
}
