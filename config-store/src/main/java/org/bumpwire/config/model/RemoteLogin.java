package org.bumpwire.config.model;

import java.util.List;

/**
 * Logging in by servers elsewhere.
 *
 * @param order who is asked, first to last
 * @param servers those of one kind in the order in which they are asked
 * @param mappings by position, the lowest first; the first that fits tells the role
 */
public record RemoteLogin(List<LoginSource> order, List<RemoteServer> servers, List<RoleMapping> mappings) {
    /** The device's own accounts only. */
    public static final RemoteLogin NONE = new RemoteLogin(List.of(LoginSource.LOCAL), List.of(), List.of());

    public RemoteLogin {
        order = List.copyOf(order);
        servers = List.copyOf(servers);
        mappings = List.copyOf(mappings);
    }

    /** The servers of a kind. */
    public List<RemoteServer> servers(LoginSource source) {
        return servers.stream()
                .filter(server -> switch (source) {
                    case LOCAL -> false;
                    case RADIUS -> server instanceof RemoteServer.Radius;
                    case LDAP -> server instanceof RemoteServer.Ldap;
                })
                .toList();
    }
}
