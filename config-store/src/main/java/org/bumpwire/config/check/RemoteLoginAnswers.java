package org.bumpwire.config.check;

import java.util.HashMap;
import java.util.Map;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.LoginSource;
import org.bumpwire.config.model.RemoteLogin;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RoleMapping;

/** Nobody is to be locked out because a server is away, nor asked where there is nobody to ask. */
final class RemoteLoginAnswers implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        RemoteLogin remote = config.access().login().remote();
        if (!remote.order().contains(LoginSource.LOCAL)) {
            problems.add("aaa login order: local is missing, so nobody could log in while the servers are away"
                    + " (add it, at the end for accounts that are for emergencies)");
        }
        for (LoginSource source : remote.order()) {
            if (source != LoginSource.LOCAL && remote.servers(source).isEmpty()) {
                problems.add("aaa login order: there is no %s server to ask (add one, or take the word out)"
                        .formatted(source == LoginSource.RADIUS ? "RADIUS" : "LDAP"));
            }
        }
        if (remote.order().size() > 1 && remote.mappings().isEmpty()) {
            problems.warn("aaa login order: no role-mapping says what users of the servers may do, so none is let in");
        }
        distinctPositions(remote, problems);
        bindings(remote, problems);
    }

    private static void distinctPositions(RemoteLogin remote, Problems problems) {
        Map<Integer, RoleMapping> seen = new HashMap<>();
        for (RoleMapping mapping : remote.mappings()) {
            RoleMapping other = seen.putIfAbsent(mapping.position(), mapping);
            if (other != null) {
                problems.add("aaa role-mapping \"%s\" and \"%s\" have the same position, %d (give one another)"
                        .formatted(other.name(), mapping.name(), mapping.position()));
            }
        }
    }

    private static void bindings(RemoteLogin remote, Problems problems) {
        for (RemoteServer server : remote.servers(LoginSource.LDAP)) {
            if (server instanceof RemoteServer.Ldap ldap
                    && ldap.bindDn().isEmpty() != ldap.bindPassword().isEmpty()) {
                problems.add("aaa ldap-server \"%s\": bind-dn and bind-password go together (set both, or neither)"
                        .formatted(ldap.name()));
            }
        }
    }
}
