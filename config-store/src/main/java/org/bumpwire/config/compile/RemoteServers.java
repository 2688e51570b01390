package org.bumpwire.config.compile;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RemoteServer.Encryption;
import org.bumpwire.config.schema.GeneralContext;
import org.bumpwire.config.schema.RemoteLoginContexts;

/**
 * The servers elsewhere that tell who may log in; one that lacks something is left out.
 *
 * @param gen what the device calls itself
 * @param cas by name, those that may vouch for LDAP servers
 */
record RemoteServers(Scope aaa, Scope gen, Map<String, List<X509Certificate>> cas) {
    private static final int LDAP_PORT = 389;
    private static final int LDAPS_PORT = 636;

    List<RemoteServer> all() {
        return Stream.concat(
                        aaa.each(RemoteLoginContexts.RADIUS).stream().flatMap(s -> radius(s).stream()),
                        aaa.each(RemoteLoginContexts.LDAP).stream().flatMap(s -> ldap(s).stream()))
                .toList();
    }

    private Optional<RemoteServer> radius(Scope server) {
        if (!server.isSet(RemoteLoginContexts.HOST) || !server.isSet(RemoteLoginContexts.RADIUS_SECRET)) {
            return Optional.empty();
        }
        return Optional.of(new RemoteServer.Radius(
                server.name(),
                server.text(RemoteLoginContexts.HOST),
                server.value(RemoteLoginContexts.RADIUS_PORT),
                server.text(RemoteLoginContexts.RADIUS_SECRET),
                server.value(RemoteLoginContexts.TIMEOUT),
                server.value(RemoteLoginContexts.ATTEMPTS),
                server.optional(RemoteLoginContexts.NAS_IDENTIFIER)
                        .orElseGet(() -> gen.value(GeneralContext.HOST_NAME)),
                server.value(RemoteLoginContexts.ROLE_ATTRIBUTE)));
    }

    private Optional<RemoteServer> ldap(Scope server) {
        List<X509Certificate> trusted = server.value(RemoteLoginContexts.CA_CERTIFICATE).stream()
                .flatMap(name -> cas.getOrDefault(name, List.of()).stream())
                .distinct()
                .toList();
        if (!server.isSet(RemoteLoginContexts.HOST) || !server.isSet(RemoteLoginContexts.BASE_DN)) {
            return Optional.empty();
        }
        Encryption encryption = server.value(RemoteLoginContexts.ENCRYPTION);
        int usualPort = encryption == Encryption.LDAPS ? LDAPS_PORT : LDAP_PORT;
        return Optional.of(new RemoteServer.Ldap(
                server.name(),
                server.text(RemoteLoginContexts.HOST),
                server.optional(RemoteLoginContexts.LDAP_PORT).orElse(usualPort),
                encryption,
                trusted,
                server.text(RemoteLoginContexts.BASE_DN),
                server.text(RemoteLoginContexts.BIND_DN),
                server.text(RemoteLoginContexts.BIND_PASSWORD),
                server.value(RemoteLoginContexts.USER_ATTRIBUTE),
                server.value(RemoteLoginContexts.GROUP_ATTRIBUTE),
                server.text(RemoteLoginContexts.GROUP_BASE_DN),
                server.value(RemoteLoginContexts.TIMEOUT)));
    }
}
