package org.bumpwire.config.model;

import java.util.List;
import java.util.Optional;

/**
 * An operator's account.
 *
 * @param group empty for one that is not limited to certain objects
 * @param passwordHash as {@code config.access} wrote it; empty where only keys may log in
 * @param sshKeys public keys in OpenSSH's one-line form
 */
public record User(
        String name,
        String description,
        Role role,
        Optional<UserGroup> group,
        String passwordHash,
        List<String> sshKeys) {
    public User {
        sshKeys = List.copyOf(sshKeys);
    }

    public Rights rights() {
        return new Rights(role, group);
    }

    /** Whether anybody can log in to it on this device. */
    public boolean canLogIn() {
        return !passwordHash.isEmpty() || !sshKeys.isEmpty();
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
