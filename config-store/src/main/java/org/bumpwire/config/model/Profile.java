package org.bumpwire.config.model;

import java.util.List;

/** SSL inspection policies that virtual segments apply; a connection that matches both kinds is the server policy's. */
public record Profile(String name, List<ServerPolicy> serverPolicies, List<ClientPolicy> clientPolicies) {
    public Profile {
        serverPolicies = List.copyOf(serverPolicies);
        clientPolicies = List.copyOf(clientPolicies);
    }
}
