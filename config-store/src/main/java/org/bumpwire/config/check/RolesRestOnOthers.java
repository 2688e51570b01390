package org.bumpwire.config.check;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Role;

/** A role that is based on itself, over others or at once, would say nothing. */
final class RolesRestOnOthers implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        for (Role role : config.access().roles()) {
            if (restsOnItself(role, config.access())) {
                problems.add("aaa role \"%s\" is based on itself (change its based-on, or that of a role below it)"
                        .formatted(role.name()));
            }
        }
    }

    private static boolean restsOnItself(Role role, Access access) {
        Set<String> seen = new HashSet<>();
        Optional<Role> below = access.role(role.basedOn());
        while (below.isPresent() && seen.add(below.get().name())) {
            below = access.role(below.get().basedOn());
        }
        return seen.contains(role.name());
    }
}
