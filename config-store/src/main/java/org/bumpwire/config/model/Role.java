package org.bumpwire.config.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;

/**
 * What an operator may do.
 *
 * @param basedOn the role whose capabilities it began with; empty for one that began with none
 * @param grants how far each capability goes; those that are absent do not
 */
public record Role(String name, String description, String basedOn, Map<Capability, Grant> grants) {
    public static final Role ADMINISTRATOR =
            builtIn("administrator", "Everything, including users and private keys", capability -> Grant.WRITE);
    public static final Role OPERATOR =
            builtIn("operator", "Configures and clears, but neither users nor private keys", Capability::ofOperator);
    public static final Role READ_ONLY = builtIn("read-only", "Looks", Capability::ofReader);

    /** Those of every device, which nobody changes. */
    public static final List<Role> BUILT_IN = List.of(ADMINISTRATOR, OPERATOR, READ_ONLY);

    public Role {
        grants = Map.copyOf(grants);
    }

    /** A role that is named and not there: it allows nothing. */
    public static Role missing(String name) {
        return new Role(name, "", "", Map.of());
    }

    public Grant grant(Capability capability) {
        return grants.getOrDefault(capability, Grant.NONE);
    }

    public boolean may(Capability capability, Grant grant) {
        return grant(capability).includes(grant);
    }

    /** Whether it may all that the other may. */
    public boolean covers(Role other) {
        return Arrays.stream(Capability.values()).allMatch(c -> may(c, other.grant(c)));
    }

    public boolean isBuiltIn() {
        return BUILT_IN.contains(this);
    }

    private static Role builtIn(String name, String description, Function<Capability, Grant> grant) {
        Map<Capability, Grant> grants = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            grants.put(capability, grant.apply(capability));
        }
        return new Role(name, description, "", grants);
    }
}
