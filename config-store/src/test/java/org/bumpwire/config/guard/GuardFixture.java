package org.bumpwire.config.guard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.UserGroup;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;

/** Rights and trees for tests. */
final class GuardFixture {
    private GuardFixture() {}

    /** A role that may do everything but what one capability is about. */
    static Rights without(Capability capability) {
        return with(capability, Grant.NONE, Grant.WRITE);
    }

    /** A role that may do what one capability is about, and nothing else. */
    static Rights with(Capability capability) {
        return with(capability, Grant.WRITE, Grant.NONE);
    }

    /** An administrator in all but some objects. */
    static Rights except(GroupedObject kind, String name) {
        return new Rights(
                Role.ADMINISTRATOR, Optional.of(new UserGroup("G", "", Map.of(), Map.of(kind, List.of(name)))));
    }

    /** An administrator of some objects. */
    static Rights only(GroupedObject kind, String name) {
        return new Rights(
                Role.ADMINISTRATOR, Optional.of(new UserGroup("G", "", Map.of(kind, List.of(name)), Map.of())));
    }

    static ConfigTree tree(String... lines) {
        return onto(ConfigTree.empty(), lines);
    }

    static ConfigTree onto(ConfigTree tree, String... lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(tree, ConfigPath.root(), List.of(lines));
        if (!loaded.problems().isEmpty()) {
            throw new IllegalArgumentException(loaded.problems().toString());
        }
        return loaded.tree();
    }

    private static Rights with(Capability one, Grant grant, Grant others) {
        Map<Capability, Grant> grants = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            grants.put(capability, capability == one ? grant : others);
        }
        return Rights.of(new Role("R", "", "", grants));
    }
}
