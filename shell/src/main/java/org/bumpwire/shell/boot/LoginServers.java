package org.bumpwire.shell.boot;

import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.shell.login.LoginServer;
import org.bumpwire.shell.login.ServerAnswer;
import org.bumpwire.shell.login.ldap.LdapServer;
import org.bumpwire.shell.login.radius.RadiusServer;

/** Makes what asks a server elsewhere, with the secrets that the vault unseals. */
final class LoginServers {
    private static final char[] NOTHING = {};

    private final Vault vault;

    LoginServers(Vault vault) {
        this.vault = vault;
    }

    LoginServer of(RemoteServer server) {
        try {
            if (server instanceof RemoteServer.Radius radius) {
                return new RadiusServer(radius, vault.unseal(radius.secret()));
            }
            RemoteServer.Ldap ldap = (RemoteServer.Ldap) server;
            return new LdapServer(
                    ldap, ldap.bindPassword().isEmpty() ? NOTHING.clone() : vault.unseal(ldap.bindPassword()));
        } catch (PkiException e) {
            String why = String.valueOf(e.getMessage());
            return (user, password) -> new ServerAnswer.None(why);
        }
    }
}
