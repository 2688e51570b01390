package org.bumpwire.config.model;

import java.util.List;

/**
 * An operator's account.
 *
 * @param passwordHash as {@code config.access} wrote it; empty where only keys may log in
 * @param sshKeys public keys in OpenSSH's one-line form
 */
public record User(String name, String description, Role role, String passwordHash, List<String> sshKeys) {
    public User {
        sshKeys = List.copyOf(sshKeys);
    }

    /** What an operator may do; each role includes the ones after it. */
    public enum Role {
        /** Everything, including users and keys. */
        ADMINISTRATOR,
        /** Configures and clears, but neither users nor private keys. */
        OPERATOR,
        /** Looks. */
        READ_ONLY;

        public boolean includes(Role other) {
            return compareTo(other) <= 0;
        }
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
