package org.bumpwire.shell.session;

import java.util.Locale;
import org.bumpwire.config.model.User.Role;

/** A role in the operator's words. */
public final class RoleName {
    private RoleName() {}

    public static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
