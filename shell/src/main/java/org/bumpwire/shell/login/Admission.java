package org.bumpwire.shell.login;

import java.util.Optional;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.User;
import org.bumpwire.config.model.UserGroup;

/** What came of an attempt to log in. */
public sealed interface Admission {
    /**
     * Somebody is let in.
     *
     * @param hasAccount whether they came by an account of the device
     * @param rights what they may do by a running configuration; nothing once their account, role or group is gone
     * @param by how it was proved who they are, for the audit log
     */
    record Admitted(String user, boolean hasAccount, Standing rights, String by) implements Admission {
        /** By an account of the device. */
        public static Admitted local(User user, String by) {
            String name = user.name();
            return new Admitted(name, true, access -> access.user(name).map(User::rights), by);
        }

        /** By a server, with the names of the role and the user group that a role-mapping gives. */
        static Admitted remote(String user, String role, Optional<String> group, String by) {
            return new Admitted(user, false, access -> rights(access, role, group), by);
        }

        private static Optional<Rights> rights(Access access, String role, Optional<String> group) {
            Optional<UserGroup> limits = group.flatMap(access::group);
            return group.isPresent() && limits.isEmpty()
                    ? Optional.empty()
                    : access.role(role).map(found -> new Rights(found, limits));
        }
    }

    /** Nobody is let in; the client is told no more than that. */
    record Refused(String why) implements Admission {}

    /** What somebody may do by a configuration. */
    interface Standing {
        Optional<Rights> by(Access access);
    }
}
