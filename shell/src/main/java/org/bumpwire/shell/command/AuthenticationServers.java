package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.shell.session.ShellSession;

/** The RADIUS and LDAP servers of the running configuration. */
final class AuthenticationServers {
    private AuthenticationServers() {}

    static List<RemoteServer> seenBy(ShellSession session) {
        return session.may(Capability.AUTHENTICATION, Grant.READ)
                ? session.device().config().running().access().login().remote().servers()
                : List.of();
    }

    static String kind(RemoteServer server) {
        return server instanceof RemoteServer.Radius ? "RADIUS" : "LDAP";
    }
}
