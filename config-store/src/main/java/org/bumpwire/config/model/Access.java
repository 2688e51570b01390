package org.bumpwire.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may operate the device.
 *
 * @param maxLoginAttempts failures in a row after which an account is locked
 * @param lockout for how long
 */
public record Access(List<User> users, int maxLoginAttempts, Duration lockout) {
    public Access {
        users = List.copyOf(users);
    }

    public Optional<User> user(String name) {
        return users.stream().filter(u -> u.name().equals(name)).findFirst();
    }
}
