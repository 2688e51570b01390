package org.bumpwire.config.model;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** A server elsewhere that tells who may log in. Its secret is sealed under the device key. */
public sealed interface RemoteServer {
    String name();

    /** A name that is looked up when it is asked, or an address. */
    String host();

    int port();

    /** How long an answer may take. */
    Duration timeout();

    /**
     * A RADIUS server (RFC 2865) over UDP.
     *
     * @param secret sealed
     * @param attempts how often a request is sent before the server counts as away
     * @param nasIdentifier what the device calls itself
     * @param roleAttribute where an answer names the groups of the user
     */
    record Radius(
            String name,
            String host,
            int port,
            String secret,
            Duration timeout,
            int attempts,
            String nasIdentifier,
            RoleAttribute roleAttribute)
            implements RemoteServer {}

    /**
     * An LDAP server (RFC 4511), always over TLS.
     *
     * @param trusted the CAs of which one must vouch for the server
     * @param baseDn below which users are looked for
     * @param bindDn as whom users are looked for; empty for nobody
     * @param bindPassword sealed; empty where there is no {@code bindDn}
     * @param userAttribute that holds the name by which a user logs in
     * @param groupAttribute of a user's entry that names groups
     * @param groupBaseDn below which groups are looked for that name the user as a member; empty where none are
     */
    record Ldap(
            String name,
            String host,
            int port,
            Encryption encryption,
            List<X509Certificate> trusted,
            String baseDn,
            String bindDn,
            String bindPassword,
            String userAttribute,
            String groupAttribute,
            String groupBaseDn,
            Duration timeout)
            implements RemoteServer {
        public Ldap {
            trusted = List.copyOf(trusted);
        }
    }

    /** The attribute of an Access-Accept that names a group. */
    enum RoleAttribute {
        FILTER_ID,
        CLASS
    }

    /** How TLS begins. */
    enum Encryption {
        START_TLS,
        LDAPS
    }
}
