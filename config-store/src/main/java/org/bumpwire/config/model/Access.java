package org.bumpwire.config.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may operate the device, and what they may do.
 *
 * @param roles those that were configured
 */
public record Access(List<User> users, List<Role> roles, List<UserGroup> groups, Login login) {
    public Access {
        users = List.copyOf(users);
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
    }

    public Optional<User> user(String name) {
        return users.stream().filter(u -> u.name().equals(name)).findFirst();
    }

    /** A role by its name, built-in or configured. */
    public Optional<Role> role(String name) {
        return allRoles().stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** The built-in roles and those that were configured. */
    public List<Role> allRoles() {
        return Stream.concat(Role.BUILT_IN.stream(), roles.stream()).toList();
    }

    public Optional<UserGroup> group(String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst();
    }
}
