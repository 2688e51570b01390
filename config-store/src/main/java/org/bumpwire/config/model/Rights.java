package org.bumpwire.config.model;

import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;

/** What one operator may do: what the role says, less what the user group keeps from them. */
public record Rights(Role role, Optional<UserGroup> group) {
    /** Those of somebody whose account is gone. */
    public static final Rights NONE = of(Role.missing("none"));

    /** Those of the device itself and of its console. */
    public static final Rights ALL = of(Role.ADMINISTRATOR);

    public static Rights of(Role role) {
        return new Rights(role, Optional.empty());
    }

    public boolean may(Capability capability, Grant grant) {
        return role.may(capability, grant);
    }

    public boolean reaches(GroupedObject kind, String object) {
        return group.map(g -> g.reaches(kind, object)).orElse(true);
    }

    /** Whether nothing is kept from them. */
    public boolean isUnlimited() {
        return group.isEmpty() && role.covers(Role.ADMINISTRATOR);
    }

    /** Whether they may all that the other may. */
    public boolean covers(Rights other) {
        boolean groupCovers = group.isEmpty()
                || other.group.map(o -> group.orElseThrow().covers(o)).orElse(false);
        return groupCovers && role.covers(other.role);
    }
}
