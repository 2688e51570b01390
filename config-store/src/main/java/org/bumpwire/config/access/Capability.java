package org.bumpwire.config.access;

import org.bumpwire.config.model.User.Role;

/** What an operator may do on the device. */
public enum Capability {
    /** See configuration, state, counters and logs. */
    LOOK(Role.READ_ONLY),
    /** Change and commit the configuration, except users and certificates with private keys. */
    CONFIGURE(Role.OPERATOR),
    /** Clear counters, logs and sessions, capture, test. */
    OPERATE(Role.OPERATOR),
    /** Create users, give roles, set others' passwords and keys. */
    MANAGE_USERS(Role.ADMINISTRATOR),
    /** Import, generate and replace certificates that have private keys. */
    MANAGE_KEYS(Role.ADMINISTRATOR),
    /** Stop or restart the device. */
    CONTROL_DEVICE(Role.ADMINISTRATOR);

    private final Role least;

    Capability(Role least) {
        this.least = least;
    }

    public boolean belongsTo(Role role) {
        return role.includes(least);
    }
}
