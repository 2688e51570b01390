package org.bumpwire.config.compile;

import java.util.Arrays;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;

/** Finds secrets in a configuration that this device cannot open, because another one sealed them. */
record SealedSecrets(Vault vault, Problems problems) {
    void check(Access access) {
        for (RemoteServer server : access.login().remote().servers()) {
            if (server instanceof RemoteServer.Radius radius) {
                check("aaa radius-server \"%s\" secret".formatted(radius.name()), radius.secret());
            } else if (server instanceof RemoteServer.Ldap ldap
                    && !ldap.bindPassword().isEmpty()) {
                check("aaa ldap-server \"%s\" bind-password".formatted(ldap.name()), ldap.bindPassword());
            }
        }
    }

    private void check(String statement, String sealed) {
        try {
            Arrays.fill(vault.unseal(sealed), '\0');
        } catch (PkiException e) {
            problems.add("%s: %s (type set behind it, and the secret again)".formatted(statement, e.getMessage()));
        }
    }
}
